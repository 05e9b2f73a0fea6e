// Tensors on the wire: their elements one after the other, so that as many bytes cross as the plan counts.
import { Tensor } from 'onnxruntime-node';

/** Arrays by the element types of ONNX Runtime; float16 is carried as its bits. */
const ARRAYS = {
  float32: Float32Array,
  float64: Float64Array,
  float16: Uint16Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int32: Int32Array,
  int64: BigInt64Array,
  bool: Uint8Array,
};

export const toBytes = (tensors) =>
  Buffer.concat(tensors.map(({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength)));

/** Tensors of the given types and shapes from bytes that follow one another, by name. */
export function fromBytes(bytes, described) {
  const tensors = {};
  let offset = 0;
  for (const { name, type, dims } of described) {
    const size = dims.reduce((product, length) => product * length, 1) * ARRAYS[type].BYTES_PER_ELEMENT;
    const own = new Uint8Array(bytes.subarray(offset, offset + size));
    tensors[name] = new Tensor(type, new ARRAYS[type](own.buffer), dims);
    offset += size;
  }
  if (offset !== bytes.length) throw new Error(`got ${bytes.length} bytes, expected ${offset}`);
  return tensors;
}

export const describe = (name, { type, dims }) => ({ name, type, dims: [...dims] });

/** What crosses, as manifest.json says it. */
export const crossing = ({ boundaries }) =>
  boundaries[0].tensors.map(({ sentAs, dataType, shape }) => ({ name: sentAs, type: dataType, dims: shape }));

// Fusions change the order of additions, and a boundary parts what would be fused: without them, the parts give bit
// for bit what the whole gives.
export const EXACT = { graphOptimizationLevel: 'disabled' };
