/** Bytes of an unsigned integer in protobuf's variable-length form. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Uint8Array.from([...bytes, rest]);
}

const concat = (...parts: Uint8Array[]): Uint8Array => Buffer.concat(parts);

/** Field numbers as in onnx.proto3. */
const integer = (field: number, value: number): Uint8Array => concat(varint(field * 8), varint(value));
const bytes = (field: number, value: Uint8Array): Uint8Array =>
  concat(varint(field * 8 + 2), varint(value.length), value);
const text = (field: number, value: string): Uint8Array => bytes(field, Buffer.from(value));

const FLOAT = 1;

const valueInfo = (name: string, dimensions: readonly number[]): Uint8Array => {
  const shape = concat(...dimensions.map((size) => bytes(1, integer(1, size))));
  const tensor = concat(integer(1, FLOAT), bytes(2, shape));
  return concat(text(1, name), bytes(2, bytes(1, tensor)));
};

/** Zeros, made while they are read. */
function* zeros(count: number): Generator<Uint8Array> {
  const chunk = new Uint8Array(2 ** 20);
  for (let sent = 0; sent < count; sent += chunk.length) {
    yield chunk.subarray(0, Math.min(chunk.length, count - sent));
  }
}

/** An ONNX file with one product [1, inputs] · [inputs, features]: all of it in order, the weights as zeros. */
export const largeModel = (inputs: number, features: number): Generator<Uint8Array> =>
  largeChain([inputs, features]);

/**
 * An ONNX file with a chain of products [1, sizes[i]] · [sizes[i], sizes[i + 1]], from 'x' over 'h1', 'h2', ... to the
 * last of them, whose weights stand in the file as zeros.
 */
export function* largeChain(sizes: readonly number[]): Generator<Uint8Array> {
  const count = sizes.length - 1;
  const name = (place: number): string => (place === 0 ? 'x' : `h${place}`);
  const products = Array.from({ length: count }, (_, i) => ({
    node: concat(
      text(1, name(i)),
      text(1, `w${i}`),
      text(2, name(i + 1)),
      text(3, `product${i}`),
      text(4, 'MatMul'),
    ),
    ...weightsOf(`w${i}`, [sizes[i]!, sizes[i + 1]!]),
  }));
  const nodes = concat(...products.map(({ node }) => bytes(1, node)), text(2, 'large'));
  const ends = concat(
    bytes(11, valueInfo('x', [1, sizes[0]!])),
    bytes(12, valueInfo(name(count), [1, sizes[count]!])),
  );
  const stored = products.reduce((sum, { field, payloadBytes }) => sum + field.length + payloadBytes, 0);
  const graphBytes = nodes.length + stored + ends.length;
  yield concat(integer(1, 8), bytes(8, integer(2, 17)), varint(7 * 8 + 2), varint(graphBytes), nodes);
  for (const { field, payloadBytes } of products) {
    yield field;
    yield* zeros(payloadBytes);
  }
  yield ends;
}

/** The beginning of the field of a stored tensor, up to its elements. */
function weightsOf(
  name: string,
  [rows, columns]: readonly [number, number],
): { readonly field: Uint8Array; readonly payloadBytes: number } {
  const payloadBytes = rows * columns * 4;
  const head = concat(
    ...[integer(1, rows), integer(1, columns), integer(2, FLOAT), text(8, name)],
    ...[varint(9 * 8 + 2), varint(payloadBytes)],
  );
  return { field: concat(varint(5 * 8 + 2), varint(head.length + payloadBytes), head), payloadBytes };
}
