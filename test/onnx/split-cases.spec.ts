import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { layersBefore, readOnnx, type InferenceOptions, type Transfer } from '../../src/onnx/index.js';
import { ModelProtoSchema, TensorProto_DataLocation, type ModelProto } from '../../src/onnx/proto/onnx_pb.js';
import {
  buildModel,
  float32s,
  graph,
  int64s,
  node,
  type ModelSource,
} from '../../src/onnx/testing/build-model.js';
import { startRuntime, type Feeds, type Runtime } from '../support/onnx-runtime.js';
import {
  AS_STORED,
  allCuts,
  bitsOf,
  contentOf,
  layersIn,
  readModel,
  runParts,
  split,
} from '../support/split-model.js';
import { randomInput, randomWeights } from '../support/weighted-models.js';

let runtime: Runtime;

beforeAll(() => {
  runtime = startRuntime();
});

afterAll(() => {
  runtime.stop();
});

const w = randomWeights(77);

interface Case {
  readonly bytes: Uint8Array;
  readonly boundary: readonly string[];
  readonly second?: readonly string[];
  readonly options?: InferenceOptions;
  readonly transfer?: Transfer;
}

async function divide({ bytes, boundary, second, options = {}, transfer = AS_STORED }: Case) {
  const model = await readModel(bytes, options);
  const boundaries = second ? [boundary, second] : [boundary];
  const cuts = boundaries.map((names) => layersBefore(model.network, names));
  const divided = await split(bytes, model, cuts, transfer);
  const files = await Promise.all(divided.parts.map(async (part) => part && (await contentOf(part))));
  const protos = files.map((file) => file && fromBinary(ModelProtoSchema, file));
  return { divided, files, protos };
}

const graphOf = (proto: ModelProto | null | undefined) => proto!.graph!;
const namesOf = (list: readonly { readonly name: string }[]): string[] => list.map(({ name }) => name);

/** Name, element type and sizes of each declaration. */
const shapesOf = (list: readonly { name: string; type?: { value: { value?: unknown } } | undefined }[]) =>
  list.map(({ name, type }) => {
    const { elemType, shape } = type!.value.value as {
      elemType: number;
      shape: { dim: { value: { value: unknown } }[] };
    };
    return [name, elemType, ...shape.dim.map(({ value }) => value.value)];
  });

/** Divides, runs, and expects what the whole gives. */
async function expectSame(given: Case, feeds: Feeds) {
  const result = await divide(given);
  const { outputs } = await runParts(runtime, result.divided, feeds);
  expect(bitsOf(outputs)).toEqual(bitsOf(await runtime.run(given.bytes, feeds)));
  return result;
}

const X = { x: randomInput(9, [2, 8]) };
const SQUARE = (name: string) => w(name, [8, 8]);
const change = (bytes: Uint8Array, edit: (model: ModelProto) => void): Uint8Array => {
  const model = fromBinary(ModelProtoSchema, bytes);
  edit(model);
  return toBinary(ModelProtoSchema, model);
};

describe('a divided model', () => {
  it('has constants and what follows from them in every part that needs them', async () => {
    const bytes = buildModel({
      inputs: { x: [2, 8] },
      initializers: [SQUARE('w'), SQUARE('unused')],
      nodes: [
        node('Transpose', ['w'], ['turned'], { perm: [1, 0] }),
        node('Constant', [], ['half'], { value_float: { float: 0.5 } }),
        node('MatMul', ['x', 'turned'], ['a']),
        node('Mul', ['a', 'half'], ['b']),
        node('MatMul', ['b', 'turned'], ['c']),
        node('Mul', ['c', 'half'], ['y']),
      ],
      outputs: ['y'],
    });
    const { protos } = await expectSame({ bytes, boundary: ['b'] }, X);
    for (const proto of protos) {
      expect(graphOf(proto).node.map(({ output }) => output[0])).toEqual(
        expect.arrayContaining(['turned', 'half']),
      );
      expect(namesOf(graphOf(proto).initializer)).toEqual(['w']);
    }
  });

  it('sends a tensor that is taken twice once, and an input of both sides as it is', async () => {
    const bytes = buildModel({
      inputs: { x: [2, 8] },
      initializers: [SQUARE('w')],
      nodes: [
        node('MatMul', ['x', 'w'], ['h']),
        node('Relu', ['h'], ['left']),
        node('Neg', ['h'], ['right']),
        node('Add', ['left', 'right'], ['sum']),
        node('Add', ['sum', 'x'], ['y']),
      ],
      outputs: ['y'],
    });
    const { divided, protos } = await expectSame({ bytes, boundary: ['h', 'x'] }, X);
    expect(
      divided.boundaries[0]!.map(({ name, bytes, isNetworkInput }) => [name, bytes, isNetworkInput]),
    ).toEqual([
      ['x', 64, true],
      ['h', 64, false],
    ]);
    expect(namesOf(graphOf(protos[0]).output)).toEqual(['h']); // the device has x already
    expect(namesOf(graphOf(protos[1]).input)).toEqual(['x', 'h']);
  });

  it('has several crossing tensors typed and shaped on both sides', async () => {
    const bytes = buildModel({
      inputs: { x: ['batch', 8] },
      nodes: [
        node('Split', ['x'], ['a', 'b'], { axis: 1 }),
        node('ArgMax', ['x'], ['place'], { axis: 1 }),
        node('Cast', ['place'], ['number'], { to: 1 }),
        node('Mul', ['a', 'b'], ['product']),
        node('Mul', ['product', 'number'], ['y']),
      ],
      outputs: ['y'],
      opsets: { '': 17 },
    });
    const { protos } = await expectSame({ bytes, boundary: ['a', 'b', 'place'], options: { batch: 2 } }, X);
    const expected = [
      ['a', 1, 'batch', 4n],
      ['b', 1, 'batch', 4n],
      ['place', 7, 'batch', 1n],
    ];
    expect(shapesOf(graphOf(protos[0]).output)).toEqual(expected);
    expect(shapesOf(graphOf(protos[1]).input)).toEqual(expected);
  });

  it('has an output that the head makes in the head alone, though the tail takes it', async () => {
    const bytes = buildModel({
      inputs: { x: [2, 8] },
      initializers: [SQUARE('w')],
      nodes: [node('MatMul', ['x', 'w'], ['h']), node('Relu', ['h'], ['y'])],
      outputs: ['h', 'y'],
    });
    const { protos, divided } = await expectSame({ bytes, boundary: ['h'] }, X);
    expect(namesOf(graphOf(protos[0]).output)).toEqual(['h']);
    expect(namesOf(graphOf(protos[1]).output)).toEqual(['y']);
    expect(divided.parts[0]).toMatchObject({ outputs: ['h'], sends: ['h'] });
    const half = { precision: 'float16', ranges: new Map() } as const;
    const converted = await divide({ bytes, boundary: ['h'], transfer: half });
    expect(namesOf(graphOf(converted.protos[0]).output)).toEqual(['h', 'h.float16']);
  });

  it('has an output that is known beforehand in one part', async () => {
    const bytes = buildModel({
      inputs: { x: ['batch', 8] },
      nodes: [node('Relu', ['x'], ['h']), node('Shape', ['h'], ['shape']), node('Neg', ['h'], ['y'])],
      outputs: ['shape', 'y'],
    });
    const { protos } = await expectSame({ bytes, boundary: ['h'], options: { batch: 2 } }, X);
    expect(namesOf(graphOf(protos[0]).output)).toEqual(['shape', 'h']);
  });

  it('gives the same with two boundaries, past a part that does not take what crosses it', async () => {
    const bytes = buildModel({
      inputs: { x: [2, 8] },
      initializers: [SQUARE('w1'), SQUARE('w2'), SQUARE('w3')],
      nodes: [
        node('MatMul', ['x', 'w1'], ['a']),
        node('Relu', ['a'], ['skip']),
        node('MatMul', ['a', 'w2'], ['b']),
        node('MatMul', ['b', 'w3'], ['c']),
        node('Add', ['c', 'skip'], ['y']),
      ],
      outputs: ['y'],
    });
    const { divided } = await expectSame({ bytes, boundary: ['a', 'skip'], second: ['b', 'skip'] }, X);
    expect(divided.parts[1]).toMatchObject({ receives: ['a'], sends: ['b'] });
    expect(divided.boundaries.map((tensors) => namesOf(tensors))).toEqual([
      ['a', 'skip'],
      ['skip', 'b'],
    ]);
  });

  it('fixes a size that the tail cannot find, and keeps one that it can', async () => {
    const bytes = buildModel({
      inputs: { x: ['batch', 'width'] },
      initializers: [int64s('axis', [1])],
      nodes: [
        node('Shape', ['x'], ['sizes']),
        node('ReduceSum', ['x', 'axis'], ['sums'], { keepdims: 1 }), // [batch, 1]: the width is gone
        node('Relu', ['sums'], ['h']),
        node('Expand', ['h', 'sizes'], ['y']),
      ],
      outputs: ['y'],
    });
    const options = { dimensions: { batch: 2, width: 8 } };
    const { divided, protos } = await expectSame({ bytes, boundary: ['sums'], options }, X);
    expect(divided.fixedSizes).toEqual({ width: 8 });
    const [, width] = (graphOf(protos[0]).input[0]!.type!.value.value as { shape: { dim: unknown[] } }).shape
      .dim;
    expect(width).toMatchObject({ value: { case: 'dimValue', value: 8n } });
    const { outputs } = await runParts(runtime, divided, { x: randomInput(3, [5, 8]) });
    expect(outputs.y!.dims).toEqual([5, 8]); // the batch is free as before
  });

  it('says of sizes that cannot be chosen by themselves that the parts fix them', async () => {
    const bytes = buildModel({
      inputs: { x: ['rows', 8], z: ['as_many', 8] },
      nodes: [
        node('Relu', ['x'], ['h']),
        node('Add', ['h', 'z'], ['sum']), // as many rows on both sides, or one
        node('Neg', ['sum'], ['y']),
      ],
      outputs: ['y'],
    });
    const options = { dimensions: { rows: 2, as_many: 2 } };
    const feeds = { ...X, z: randomInput(10, [2, 8]) };
    const { divided, protos } = await expectSame({ bytes, boundary: ['h', 'z'], options }, feeds);
    expect(divided.fixedSizes).toEqual({ rows: 2, as_many: 2 });
    expect(shapesOf(graphOf(protos[0]).input)).toEqual([['x', 1, 2n, 8n]]);
    expect(shapesOf(graphOf(protos[1]).input)).toEqual([
      ['z', 1, 2n, 8n],
      ['h', 1, 2n, 8n],
    ]);
  });

  it('has an input that is an output as well in one part, that which has it first', async () => {
    const bytes = buildModel({
      inputs: { x: [2, 8], z: [2, 8], aside: [3] },
      nodes: [node('Relu', ['x'], ['h']), node('Add', ['h', 'z'], ['sum']), node('Add', ['sum', 'x'], ['y'])],
      outputs: ['x', 'z', 'aside', 'y'],
    });
    const feeds = { ...X, z: randomInput(10, [2, 8]), aside: randomInput(11, [3]) };
    const { divided } = await expectSame({ bytes, boundary: ['x', 'z', 'h'] }, feeds);
    expect(divided.parts).toMatchObject([
      { inputs: ['x', 'aside'], outputs: ['x', 'aside'], sends: ['h'] },
      { inputs: ['z', 'x'], outputs: ['z', 'y'], receives: ['h'] },
    ]);
    const { divided: behind } = await expectSame({ bytes, boundary: ['x', 'sum'] }, feeds);
    expect(behind.parts.map((part) => part?.outputs)).toEqual([['x', 'z', 'aside'], ['y']]);
  });

  it('refuses a boundary between layers that take the same random numbers', async () => {
    const bytes = buildModel({
      inputs: { x: [2, 8] },
      nodes: [
        node('RandomNormal', [], ['noise'], { shape: [2, 8] }),
        node('Add', ['x', 'noise'], ['h']),
        node('Relu', ['h'], ['g']),
        node('Sub', ['g', 'noise'], ['f']),
        node('Neg', ['f'], ['y']),
      ],
      outputs: ['y'],
    });
    const { protos } = await divide({ bytes, boundary: ['f'] });
    expect(graphOf(protos[0]).node.map(({ opType }) => opType)).toContain('RandomNormal');
    await expect(divide({ bytes, boundary: ['g'] })).rejects.toMatchObject({
      code: 'unsplittable',
      message: expect.stringContaining('RandomNormal'),
    });
  });

  it('writes a function as its nodes where a boundary goes through it, and as it is elsewhere', async () => {
    const block = {
      ...{ name: 'Block', domain: 'mine', input: ['in', 'weight'], output: ['out'], attribute: ['slope'] },
      opsetImport: [{ domain: '', version: 17n }],
      node: [
        node('MatMul', ['in', 'weight'], ['product']),
        node('LeakyRelu', ['product'], ['out'], { alpha: { reference: 'slope' } }),
      ],
    };
    const call = (x: string, weight: string, y: string) =>
      node('Block', [x, weight], [y], { slope: 0.25 }, 'mine');
    const bytes = buildModel({
      opsets: { '': 17, mine: 1 },
      inputs: { x: [2, 8] },
      initializers: [SQUARE('w1'), SQUARE('w2')],
      nodes: [
        { ...call('x', 'w1', 'h'), name: 'one' },
        { ...call('h', 'w2', 'y'), name: 'two' },
      ],
      outputs: ['y'],
      functions: [block],
    });
    const through = await expectSame({ bytes, boundary: ['one/product'] }, X);
    expect(graphOf(through.protos[0]).node.map(({ opType }) => opType)).toEqual(['MatMul']);
    expect(through.protos[0]!.functions).toEqual([]);
    expect(graphOf(through.protos[1]).node.map(({ opType }) => opType)).toEqual(['LeakyRelu', 'Block']);
    const between = await expectSame({ bytes, boundary: ['h'] }, X);
    expect(between.protos.map((proto) => graphOf(proto).node.map(({ opType }) => opType))).toEqual([
      ['Block'],
      ['Block'],
    ]);
  });

  it('writes the branch that is taken where a boundary goes through a conditional', async () => {
    const branch = (...nodes: ModelSource['nodes']) =>
      graph({ initializers: [SQUARE('inner')], nodes, outputs: ['out'] });
    const bytes = buildModel({
      inputs: { x: [2, 8] },
      initializers: [{ name: 'yes', dims: [], dataType: 9, int32Data: [1] }],
      nodes: [
        node('Relu', ['x'], ['h']),
        node('Neg', ['h'], ['other']),
        node('If', ['yes'], ['y'], {
          then_branch: {
            graph: branch(node('MatMul', ['h', 'inner'], ['mid']), node('Tanh', ['mid'], ['out'])),
          },
          else_branch: { graph: branch(node('MatMul', ['other', 'inner'], ['out'])) },
        }),
        node('Add', ['y', 'other'], ['z']),
      ],
      outputs: ['z'],
    });
    const { model } = { model: await readModel(bytes, {}) };
    const mid = model.network.tensors.find(({ name }) => name.endsWith('mid'))!.name;
    await expectSame({ bytes, boundary: ['h', mid] }, X);
    const cuts = allCuts(model.network);
    const whole = bitsOf(await runtime.run(bytes, X));
    for (let cut = 0; cut < cuts.count; cut++) {
      const divided = await split(bytes, model, [layersIn(cuts, cut)]);
      expect(bitsOf((await runParts(runtime, divided, X)).outputs)).toEqual(whole);
    }
  });

  it('sends what the body of a loop takes from around it', async () => {
    const body = graph({
      inputs: { i: { type: 'int64', shape: [] }, go: { type: 'bool', shape: [] }, state: [2, 8] },
      initializers: [SQUARE('inner')],
      nodes: [
        node('Identity', ['go'], ['more']),
        node('MatMul', ['state', 'inner'], ['moved']),
        node('Add', ['moved', 'h'], ['next']),
      ],
      outputs: ['more', 'next'],
    });
    const bytes = buildModel({
      inputs: { x: [2, 8] },
      initializers: [int64s('trips', [3], [])],
      nodes: [node('Relu', ['x'], ['h']), node('Loop', ['trips', '', 'x'], ['y'], { body: { graph: body } })],
      outputs: ['y'],
    });
    await expectSame({ bytes, boundary: ['x', 'h'] }, X);
  });

  it('keeps what the file says of versions, texts, shapes, quantisation and external data', async () => {
    const plain = buildModel({
      inputs: { x: [2, 8] },
      initializers: [SQUARE('w'), float32s('h_scale', [0.1], []), SQUARE('far')],
      nodes: [
        node('MatMul', ['x', 'w'], ['h']),
        node('MatMul', ['h', 'far'], ['g']),
        node('Relu', ['g'], ['y']),
      ],
      outputs: ['y'],
    });
    const bytes = change(plain, (model) => {
      model.producerName = 'someone';
      model.metadataProps.push(
        create(ModelProtoSchema, { metadataProps: [{ key: 'author', value: 'me' }] }).metadataProps[0]!,
      );
      const { graph: whole } = model;
      whole!.docString = 'about';
      whole!.valueInfo.push({ ...whole!.input[0]!, name: 'g' });
      const quantised = {
        tensorName: 'h',
        quantParameterTensorNames: [{ key: 'SCALE_TENSOR', value: 'h_scale' }],
      };
      const made = create(ModelProtoSchema, { graph: { quantizationAnnotation: [quantised] } });
      whole!.quantizationAnnotation.push(made.graph!.quantizationAnnotation[0]!);
      const far = whole!.initializer[2]!;
      far.floatData = [];
      far.dataLocation = TensorProto_DataLocation.EXTERNAL;
      const external = create(ModelProtoSchema, {
        graph: { initializer: [{ externalData: [{ key: 'location', value: 'weights.bin' }] }] },
      });
      far.externalData = external.graph!.initializer[0]!.externalData;
    });
    const { protos } = await divide({ bytes, boundary: ['h'] });
    for (const [place, proto] of protos.entries()) {
      expect(proto).toMatchObject({
        producerName: 'someone',
        irVersion: 8n,
        opsetImport: [{ version: 17n }],
      });
      expect(Object.fromEntries(proto!.metadataProps.map(({ key, value }) => [key, value]))).toEqual({
        author: 'me',
        'cutpoint.test': 'yes',
        'cutpoint.part': ['head', 'tail'][place],
      });
      expect(graphOf(proto)).toMatchObject({ name: 'test', docString: 'about' });
    }
    const [head, tail] = protos.map(graphOf);
    expect(head!.quantizationAnnotation).toHaveLength(1);
    expect(namesOf(head!.initializer)).toEqual(expect.arrayContaining(['w', 'h_scale']));
    expect(namesOf(tail!.valueInfo)).toEqual(['g']);
    expect(tail!.initializer[0]!.externalData).toMatchObject([{ key: 'location', value: 'weights.bin' }]);
  });

  it('can be divided again, and then records the later division', async () => {
    const bytes = buildModel({
      inputs: { x: [2, 8] },
      nodes: [node('Relu', ['x'], ['a']), node('Neg', ['a'], ['b']), node('Exp', ['b'], ['y'])],
      outputs: ['y'],
    });
    const { files } = await divide({ bytes, boundary: ['a'] });
    const again = await divide({ bytes: files[1]!, boundary: ['b'] });
    const keys = again.protos[0]!.metadataProps.map(({ key }) => key);
    expect(keys).toEqual(['cutpoint.test', 'cutpoint.part']);
    expect((await readOnnx(again.files[0]!)).graph.nodes.map(({ operator }) => operator)).toEqual(['Neg']);
  });

  it('refuses a conversion that the operator set of the file does not have', async () => {
    const bytes = buildModel({
      opsets: { '': 9 },
      inputs: { x: [2] },
      nodes: [node('Relu', ['x'], ['h']), node('Neg', ['h'], ['y'])],
      outputs: ['y'],
    });
    const transfer = { precision: 'int8', ranges: new Map([['h', [0, 1] as const]]) } as const;
    await expect(divide({ bytes, boundary: ['h'], transfer })).rejects.toMatchObject({
      code: 'unsplittable',
    });
  });
});
