import type { DataType } from '../../src/core/network/data-type.js';
import { inferOnnx, OnnxError, readOnnx, type InferredGraph } from '../../src/onnx/index.js';
import { describeWithData, readSharedBytes, readSharedJson } from '../support/shared-data.js';

interface TestTensor {
  readonly name: string;
  /** `TensorProto.DataType`. */
  readonly dtype: number;
  readonly shape: number[];
  readonly value?: (number | string)[];
}

interface NodeTest {
  readonly test: string;
  readonly ops: readonly string[];
  readonly inputs: readonly TestTensor[];
  readonly outputs: readonly TestTensor[];
  readonly model: string;
}

const TYPE_NAMES: Readonly<Record<number, DataType | 'string'>> = {
  ...{ 1: 'float32', 2: 'uint8', 3: 'int8', 4: 'uint16', 5: 'int16', 6: 'int32', 7: 'int64', 8: 'string' },
  ...{ 9: 'bool', 10: 'float16', 11: 'float64', 12: 'uint32', 13: 'uint64', 17: 'float8e4m3fn' },
  ...{ 18: 'float8e4m3fnuz', 19: 'float8e5m2', 20: 'float8e5m2fnuz', 21: 'uint4', 22: 'int4' },
};

/** Operators without a rule, all outside what a planner divides. */
const UNSUPPORTED_OPERATORS = new Set([
  ...['Adagrad', 'Adam', 'Momentum'], // training
  ...['SequenceAt', 'SequenceConstruct', 'SequenceEmpty', 'SequenceInsert', 'SequenceLength'],
  ...['SplitToSequence', 'ConcatFromSequence', 'OptionalGetElement', 'OptionalHasElement'],
  ...['RegexFullMatch', 'StringNormalizer', 'StringSplit', 'LabelEncoder'],
  ...['ImageDecoder', 'TreeEnsemble'],
]);

/** The output shape depends on elements that the tests do not give. */
const DATA_DEPENDENT_OPERATORS = new Set(['NonMaxSuppression']);
const DATA_DEPENDENT_TESTS = new Set([
  'node/test_unique_sorted_with_axis',
  'node/test_unique_sorted_with_axis_3d',
]);

/** The tests store bfloat16 outputs under the type of their bits. */
const BFLOAT16_TESTS = new Set(['node/test_cast_FLOAT_to_BFLOAT16', 'node/test_castlike_FLOAT_to_BFLOAT16']);

const usesStrings = ({ inputs, outputs }: NodeTest): boolean =>
  [...inputs, ...outputs].some((tensor) => TYPE_NAMES[tensor.dtype] === 'string');

async function infer({ model, inputs }: NodeTest): Promise<InferredGraph> {
  const file = await readOnnx(readSharedBytes(`onnx/${model}`));
  // NaN and infinities are spelled out in the file.
  const given = inputs.filter(({ value }) => value?.every((x) => typeof x === 'number'));
  const values = given.map(({ name, value }) => [name, value!.map(Number)] as const);
  return inferOnnx(file, {
    inputShapes: Object.fromEntries(inputs.map(({ name, shape }) => [name, shape])),
    inputValues: Object.fromEntries(values),
  });
}

/** The elements that inference followed to an output, where the test says what they are. */
const followedValues = (graph: InferredGraph, outputs: readonly TestTensor[]): unknown[] =>
  outputs.map(({ name, value }) => (value ? graph.values.get(name)?.constant : undefined));

describeWithData('ONNX operator tests', 'onnx/node-tests.json', () => {
  const { tests }: { tests: NodeTest[] } = readSharedJson('onnx/node-tests.json');
  const isUnsupported = (test: NodeTest): boolean =>
    usesStrings(test) || test.ops.some((operator) => UNSUPPORTED_OPERATORS.has(operator));
  const isDataDependent = (test: NodeTest): boolean =>
    DATA_DEPENDENT_TESTS.has(test.test) ||
    test.ops.some((operator) => DATA_DEPENDENT_OPERATORS.has(operator));
  const supported = tests.filter((test) => !isUnsupported(test) && !isDataDependent(test));

  it('supports 650 of the 699 tests', () => {
    expect([tests.length, supported.length]).toEqual([699, 650]);
  });

  it.each(supported.map((test) => [test.test, test] as const))(
    '%s: shapes and types are the real ones',
    async (name, test) => {
      const graph = await infer(test);
      const type = (tensor: TestTensor): string =>
        BFLOAT16_TESTS.has(name) ? 'bfloat16' : TYPE_NAMES[tensor.dtype]!;
      expect(graph.outputs).toEqual(
        test.outputs.map((output) => ({ name: output.name, shape: output.shape, dataType: type(output) })),
      );
      const followed = followedValues(graph, test.outputs);
      const expected = test.outputs.map(({ value }, i) =>
        followed[i] ? value!.map((x) => expect.closeTo(Number(x), 4)) : undefined,
      );
      expect(followed).toEqual(expected);
    },
  );

  it.each(tests.filter(isUnsupported).map((test) => [test.test, test] as const))(
    '%s: is refused, naming what is not supported',
    async (_, test) => {
      const error = await infer(test).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(OnnxError);
      expect(['unsupported-operator', 'unsupported-type', 'inference-failed']).toContain(
        (error as OnnxError).code,
      );
    },
  );

  it.each(tests.filter(isDataDependent).map((test) => [test.test, test] as const))(
    '%s: is refused, because its output size depends on data',
    async (_, test) => {
      await expect(infer(test)).rejects.toMatchObject({ code: 'inference-failed' });
    },
  );
});
