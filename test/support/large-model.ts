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

/**
 * An ONNX file with one product [1, inputs] · [inputs, features], whose weights stand in the file: all of it
 * in order, the weights as zeros made while they are read.
 */
export function* largeModel(inputs: number, features: number): Generator<Uint8Array> {
  const payloadBytes = inputs * features * 4;
  const tensorHead = concat(
    integer(1, inputs),
    integer(1, features),
    integer(2, FLOAT),
    text(8, 'weights'),
    varint(9 * 8 + 2),
    varint(payloadBytes),
  );
  const tensorBytes = tensorHead.length + payloadBytes;
  const node = concat(text(1, 'x'), text(1, 'weights'), text(2, 'y'), text(3, 'product'), text(4, 'MatMul'));
  const graphBefore = concat(bytes(1, node), text(2, 'large'), varint(5 * 8 + 2), varint(tensorBytes));
  const graphBehind = concat(
    bytes(11, valueInfo('x', [1, inputs])),
    bytes(12, valueInfo('y', [1, features])),
  );
  const graphBytes = graphBefore.length + tensorBytes + graphBehind.length;
  yield concat(integer(1, 8), bytes(8, integer(2, 17)), varint(7 * 8 + 2), varint(graphBytes));
  yield concat(graphBefore, tensorHead);
  const chunk = new Uint8Array(2 ** 20);
  for (let sent = 0; sent < payloadBytes; sent += chunk.length) {
    yield chunk.subarray(0, Math.min(chunk.length, payloadBytes - sent));
  }
  yield graphBehind;
}
