import { CoreError } from '../errors.js';
import { rulesOf, type LayerOperation } from './kinds/index.js';
import type { LayerRules } from './kinds/rules.js';
import { elementCount, safeSum, type Shape, type TensorType } from './tensor.js';
import type { Workload } from './workload.js';

export interface AppliedOperation {
  readonly outputs: readonly TensorType[];
  readonly workload: Workload;
}

/**
 * What an operation makes of its inputs, and the work it takes. Throws `CoreError`: `wrong-tensor-count`,
 * `unknown-shape`, `size-overflow`, and what the rules of its kind object to.
 */
export function applyOperation(operation: LayerOperation, inputs: readonly TensorType[]): AppliedOperation {
  const rules = rulesOf(operation);
  const outputs = outputsOf(operation, inputs);
  const { macs, weightElements } = rules.work(operation, inputs, outputs);
  const inputElements = rules.elementsRead?.(inputs, outputs) ?? elementCounts(inputs);
  return {
    outputs,
    workload: { macs, weightElements, inputElements, outputElements: elementCounts(outputs) },
  };
}

/** What an operation makes of its inputs. Throws as `applyOperation`, but for `size-overflow`. */
export function outputsOf(operation: LayerOperation, inputs: readonly TensorType[]): readonly TensorType[] {
  const rules = rulesOf(operation);
  checkInputCount(rules, inputs.length);
  const outputs = rules.outputs(operation, inputs);
  const mayBeEmpty = rules.mayBeEmpty ?? inputs.some(({ shape }) => shape.includes(0));
  for (const { shape } of outputs) checkKnown(shape, mayBeEmpty ? 0 : 1, 'output');
  return outputs;
}

const elementCounts = (tensors: readonly TensorType[]): number =>
  tensors.length === 1
    ? elementCount(tensors[0]!.shape)
    : safeSum(tensors.map(({ shape }) => elementCount(shape)));

/**
 * Throws `unknown-shape` unless every dimension is an exact integer from `least` on. Tensors are empty only
 * where a layer cuts one out of another (slice, split, gather), declares it, or is fed one.
 */
export function checkKnown(shape: Shape, least: 0 | 1, what: string): void {
  const unknown = shape.findIndex((size) => !Number.isSafeInteger(size) || size < least);
  if (unknown < 0) return;
  const got = shape.map((size) => (Number.isFinite(size) ? size : '?')).join(', ');
  throw new CoreError(
    'unknown-shape',
    `${what}: got shape [${got}], expected the size of dimension ${unknown}, an integer of at least ${least}`,
    { parameter: 'shape' },
  );
}

function checkInputCount({ inputCount }: Pick<LayerRules<LayerOperation>, 'inputCount'>, got: number): void {
  const { least, most } = inputCount;
  if (got >= least && (most === undefined || got <= most)) return;
  const expected =
    most === undefined ? `at least ${least}` : least === most ? `exactly ${least}` : `${least} to ${most}`;
  throw new CoreError('wrong-tensor-count', `inputs: got ${got}, expected ${expected}`, {
    parameter: 'inputs',
  });
}
