import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { readOnnx } from './read.js';
import {
  ModelProtoSchema,
  TensorProto_DataLocation,
  TensorProtoSchema,
  type ModelProto,
} from './proto/onnx_pb.js';
import { buildModel, int64s, node, weights } from './testing/build-model.js';

const SMALL = { inputs: { x: ['N', 3] }, nodes: [node('Relu', ['x'], ['y'])], outputs: ['y'] } as const;

/** A small model with one change. */
function changed(change: (model: ModelProto) => void): Uint8Array {
  const model = fromBinary(ModelProtoSchema, buildModel(SMALL));
  change(model);
  return toBinary(ModelProtoSchema, model);
}

const withTensor = (init: Parameters<typeof create<typeof TensorProtoSchema>>[1]): Uint8Array =>
  changed((model) => model.graph!.initializer.push(create(TensorProtoSchema, init)));

async function onlyTensor(bytes: Uint8Array) {
  return [...(await readOnnx(bytes)).graph.initializers.values()][0]!;
}

describe('readOnnx', () => {
  it('gives the hash and size of the whole file', async () => {
    const bytes = buildModel(SMALL);
    const file = await readOnnx(bytes);
    expect(file.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(file.fileBytes).toBe(bytes.length);
  });

  it('keeps symbolic dimensions by name', async () => {
    const { graph } = await readOnnx(buildModel(SMALL));
    expect(graph.inputs).toEqual([
      { name: 'x', dataType: 'float32', typeName: 'float32', dimensions: ['N', 3] },
    ]);
  });

  it('streams 300 MB of weights in less than 100 MB of memory', async () => {
    const payload = 300_000_000;
    const varint = (value: number): number[] =>
      value < 0x80 ? [value] : [(value % 0x80) | 0x80, ...varint(Math.floor(value / 0x80))];
    const tensorHead = [0x08, ...varint(payload / 4), 0x10, 1, 0x42, 1, 0x77, 0x4a, ...varint(payload)];
    const graphHead = [0x2a, ...varint(tensorHead.length + payload), ...tensorHead];
    const head = Uint8Array.from([
      0x42,
      2,
      0x10,
      17,
      0x3a,
      ...varint(graphHead.length + payload),
      ...graphHead,
    ]);
    function* source(): Generator<Uint8Array> {
      yield head;
      const chunk = new Uint8Array(100_000);
      for (let sent = 0; sent < payload; sent += chunk.length) yield chunk;
    }
    const before = process.memoryUsage().rss;
    const file = await readOnnx(Readable.from(source()));
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
    expect(file.graph.initializers.get('w')).toMatchObject({
      shape: [75_000_000],
      values: undefined,
      elided: { runs: [{ field: 'raw_data', form: 'content', offset: head.length, length: payload }] },
    });
  });

  it('keeps the reference of external data and reads none of it', async () => {
    const tensor = await onlyTensor(
      withTensor({
        ...{ name: 'w', dims: [1000n], dataType: 1, dataLocation: TensorProto_DataLocation.EXTERNAL },
        externalData: [{ key: 'location', value: 'w.bin' }],
      }),
    );
    expect([tensor.values, tensor.external?.get('location')]).toEqual([undefined, 'w.bin']);
  });

  it.each([
    [
      'float16 bits 0x3C00, 0xC000, 0x0001',
      { dataType: 10, rawData: [0x00, 0x3c, 0x00, 0xc0, 0x01, 0x00] },
      [1, -2, 2 ** -24],
    ],
    ['bfloat16 bits 0x3FC0 as int32_data', { dataType: 16, int32Data: [0x3fc0] }, [1.5]],
    ['int4 nibbles 0xF1, low half first', { dataType: 22, rawData: [0xf1] }, [1, -1]],
    ['uint8 255', { dataType: 2, rawData: [255] }, [255]],
    ['bool 2 as true', { dataType: 9, rawData: [2] }, [1]],
    ['int64 -2', { dataType: 7, rawData: [0xfe, 255, 255, 255, 255, 255, 255, 255] }, [-2]],
  ])(
    'decodes %s',
    async (
      _,
      { rawData, ...rest }: { dataType: number; rawData?: number[]; int32Data?: number[] },
      values,
    ) => {
      const init = { ...rest, ...(rawData && { rawData: Uint8Array.from(rawData) }) };
      const tensor = await onlyTensor(withTensor({ name: 't', dims: [BigInt(values.length)], ...init }));
      expect(tensor.values).toEqual(values);
    },
  );

  it.each([
    ['no graph', changed((model) => delete model.graph), 'invalid-model'],
    ['no opset', changed((model) => (model.opsetImport = [])), 'invalid-model'],
    ['opset 99', changed((model) => (model.opsetImport[0]!.version = 99n)), 'unsupported-opset'],
    ['a node without operator', changed((model) => (model.graph!.node[0]!.opType = '')), 'invalid-model'],
    ['an unknown element type', withTensor({ name: 't', dataType: 77 }), 'invalid-model'],
    ['a negative dimension', withTensor({ name: 't', dataType: 1, dims: [-1n] }), 'invalid-model'],
    ['2^62 elements a dimension', withTensor({ name: 't', dataType: 1, dims: [2n ** 62n] }), 'invalid-model'],
    [
      'dimensions whose product is beyond 2^53',
      withTensor({ name: 't', dataType: 1, dims: [2n ** 30n, 2n ** 30n] }),
      'invalid-model',
    ],
    [
      'three elements for dimension 2',
      withTensor({ name: 't', dataType: 7, dims: [2n], int64Data: [1n, 2n, 3n] }),
      'invalid-model',
    ],
    ['an empty file', new Uint8Array(), 'invalid-model'],
    ['text', new TextEncoder().encode('not an ONNX file'), 'malformed-file'],
  ])('refuses %s', async (_, bytes, code) => {
    await expect(readOnnx(bytes)).rejects.toMatchObject({ name: 'OnnxError', code });
  });

  it('refuses two initializers of one name', async () => {
    const bytes = buildModel({ ...SMALL, initializers: [int64s('a', [1]), weights('a', [2])] });
    await expect(readOnnx(bytes)).rejects.toMatchObject({ code: 'invalid-model' });
  });
});
