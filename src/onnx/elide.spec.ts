import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { PayloadElision, type ElidedModel } from './elide.js';
import { OnnxError } from './errors.js';
import { ModelProtoSchema, SparseTensorProtoSchema, TensorProtoSchema } from './proto/onnx_pb.js';
import { buildModel, graph, int64s, node } from './testing/build-model.js';

function elide(bytes: Uint8Array, chunkSize = bytes.length): ElidedModel {
  const elision = new PayloadElision();
  for (let at = 0; at < bytes.length; at += chunkSize) elision.feed(bytes.subarray(at, at + chunkSize));
  return elision.finish();
}

const rawTensor = (name: string, byteLength: number, dataType: number, fill = 7) =>
  create(TensorProtoSchema, {
    name,
    dataType,
    dims: [BigInt(byteLength)],
    rawData: new Uint8Array(byteLength).fill(fill),
  });

/** `tag length content` of a length-delimited field. */
const field = (number: number, content: Uint8Array): Uint8Array => {
  const length: number[] = [];
  let rest = content.length;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) length.push((rest % 0x80) | 0x80);
  return Uint8Array.from([number * 8 + 2, ...length, rest, ...content]);
};

describe('payload elision', () => {
  it('drops a large float payload and says where it lies in the file', () => {
    const bytes = buildModel({ nodes: [], outputs: [], initializers: [rawTensor('w', 4096, 1)] });
    const { bytes: rest, payloads } = elide(bytes);
    const [run] = payloads[0]!.runs;
    expect(run).toMatchObject({ field: 'raw_data', form: 'content', length: 4096 });
    expect(bytes.subarray(run!.offset, run!.offset + 4096).every((byte) => byte === 7)).toBe(true);
    expect(bytes[run!.offset - 1]).not.toBe(7);
    expect(rest.length).toBeLessThan(100);
    const [tensor] = fromBinary(ModelProtoSchema, rest).graph!.initializer;
    expect([tensor!.name, tensor!.rawData.length, tensor!.segment?.begin]).toEqual(['w', 0, 1n]);
  });

  it.each([
    ['1 024 bytes of floats', 1024, 1, 0],
    ['1 025 bytes of floats', 1025, 1, 1],
    ['65 536 bytes of int64', 65_536, 7, 0],
    ['65 537 bytes of int64', 65_537, 7, 1],
    ['1 025 bytes of int8', 1025, 3, 1],
  ])('of %s elides %#', (_, byteLength, dataType, elided) => {
    const bytes = buildModel({
      nodes: [],
      outputs: [],
      initializers: [rawTensor('w', byteLength, dataType)],
    });
    expect(elide(bytes).payloads).toHaveLength(elided);
  });

  it('leaves a model without large payloads as it is', () => {
    const bytes = buildModel({
      inputs: { x: ['N', 3] },
      initializers: [int64s('shape', [1, -1])],
      nodes: [node('Reshape', ['x', 'shape'], ['y'], { allowzero: 1 })],
      outputs: ['y'],
    });
    expect(fromBinary(ModelProtoSchema, elide(bytes).bytes)).toEqual(fromBinary(ModelProtoSchema, bytes));
  });

  it('finds tensors in attributes, sub-graphs, sparse tensors and functions', () => {
    const inner = graph({ nodes: [], outputs: [], initializers: [rawTensor('a', 2000, 1)] });
    const message = fromBinary(
      ModelProtoSchema,
      buildModel({
        nodes: [
          node('If', ['c'], ['y'], { then_branch: { graph: inner } }),
          node('Constant', [], ['k'], { value: { tensor: rawTensor('b', 3000, 1) } }),
        ],
        outputs: [],
        functions: [
          { name: 'f', node: [node('Constant', [], ['k'], { value: { tensor: rawTensor('c', 4000, 1) } })] },
        ],
      }),
    );
    message.graph!.sparseInitializer.push(
      create(SparseTensorProtoSchema, { values: rawTensor('d', 5000, 1) }),
    );
    const { payloads } = elide(toBinary(ModelProtoSchema, message));
    expect(payloads.map(({ runs }) => runs[0]!.length).sort()).toEqual([2000, 3000, 4000, 5000]);
  });

  it('joins elements that are written one field each into one stretch, tags included', () => {
    // float_data (field 4) unpacked: tag 0x25 and four bytes, 1 000 times.
    const elements = Uint8Array.from({ length: 5000 }, (_, i) => (i % 5 === 0 ? 0x25 : 0));
    const bytes = field(7, field(5, elements));
    const { payloads } = elide(bytes);
    expect(payloads).toEqual([
      { runs: [{ field: 'float_data', form: 'fields', offset: bytes.length - 5000, length: 5000 }] },
    ]);
  });

  it('gives the same result whatever the chunks', () => {
    const bytes = buildModel({
      inputs: { x: [2] },
      initializers: [rawTensor('w', 5000, 1), int64s('i', [1, 2, 3])],
      nodes: [node('Relu', ['x'], ['y'])],
      outputs: ['y'],
    });
    for (const size of [1, 2, 3, 1000]) expect(elide(bytes, size)).toEqual(elide(bytes));
  });

  it('refuses a file that ends inside a field', () => {
    const bytes = buildModel({ nodes: [], outputs: [], initializers: [rawTensor('w', 4096, 1)] });
    expect(() => elide(bytes.subarray(0, bytes.length - 1))).toThrow(OnnxError);
  });

  it.each([
    ['a field longer than its message', [0x3a, 2, 0x0a, 5]],
    ['a group', [0x3b]],
    ['field number zero', [0x02, 0]],
    ['an endless varint', new Array<number>(11).fill(0xff)],
    ['a number in place of a graph', [0x38, 1]],
    ['a length beyond 2^53', [0x12, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1]],
  ])('refuses %s', (_, bytes) => {
    expect(() => elide(Uint8Array.from(bytes))).toThrow(
      expect.objectContaining({ code: 'malformed-file' }) as Error,
    );
  });

  it('refuses messages nested more than 60 deep', () => {
    // graph > node (1) > attribute (5) > graph (6) and so on.
    let bytes: Uint8Array = new Uint8Array();
    for (let i = 0; i < 30; i++) bytes = field(1, field(5, field(6, bytes)));
    expect(() => elide(field(7, bytes))).toThrow(
      expect.objectContaining({ code: 'limit-exceeded' }) as Error,
    );
  });

  it('refuses a structure that would take more than 160 MB when decoded', () => {
    // Half a million empty nodes of two bytes.
    const nodes = Uint8Array.from({ length: 1_000_000 }, (_, i) => (i % 2 === 0 ? 0x0a : 0));
    expect(() => elide(field(7, nodes))).toThrow(
      expect.objectContaining({ code: 'limit-exceeded' }) as Error,
    );
  });
});
