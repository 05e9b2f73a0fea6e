import { CoreError } from '../core/errors.js';
import { elementCount, formatShape, type Shape } from '../core/network/tensor.js';
import { elementType, elementTypeName, isElementTypeCode } from './element-type.js';
import { OnnxError } from './errors.js';
import { MAX_FOLDED_ELEMENTS, MAX_RANK } from './limits.js';
import type { OnnxTensor } from './model.js';
import type { ElidedPayload } from './payload.js';
import { TensorProto_DataLocation, type SparseTensorProto, type TensorProto } from './proto/onnx_pb.js';
import { PayloadMismatch, tensorValues } from './tensor-values.js';

/** Throws `invalid-model` on impossible dimensions, an unknown element type or a payload of another length. */
export function decodeTensor(proto: TensorProto, payloads: readonly ElidedPayload[]): OnnxTensor {
  if (!isElementTypeCode(proto.dataType)) {
    throw new OnnxError(
      'invalid-model',
      `element type of tensor '${proto.name}': got ${proto.dataType}, expected a TensorProto.DataType`,
    );
  }
  const shape = decodeDimensions(proto.dims, proto.name);
  const isExternal = proto.dataLocation === TensorProto_DataLocation.EXTERNAL;
  const elided = proto.segment ? payloads[Number(proto.segment.begin) - 1] : undefined;
  return {
    name: proto.name,
    shape,
    dataType: elementType(proto.dataType),
    typeName: elementTypeName(proto.dataType),
    values: isExternal || elided ? undefined : decodeValues(proto, shape),
    elided,
    external: isExternal ? new Map(proto.externalData.map(({ key, value }) => [key, value])) : undefined,
    isSparse: false,
  };
}

/** The dense tensor that a sparse one stands for; its values are not followed. */
export function decodeSparseTensor(proto: SparseTensorProto, payloads: readonly ElidedPayload[]): OnnxTensor {
  if (!proto.values) throw new OnnxError('invalid-model', 'sparse tensor: got no values, expected them');
  const values = decodeTensor(proto.values, payloads);
  return { ...values, shape: decodeDimensions(proto.dims, values.name), values: undefined, isSparse: true };
}

function decodeDimensions(dims: readonly bigint[], name: string): Shape {
  const shape = dims.map(Number);
  const isValid = shape.length <= MAX_RANK && shape.every((dim) => Number.isSafeInteger(dim) && dim >= 0);
  if (!isValid || !hasExactCount(shape)) {
    throw new OnnxError(
      'invalid-model',
      `dimensions of tensor '${name}': got ${formatShape(shape.slice(0, MAX_RANK))}, expected at most ${MAX_RANK} non-negative integers with an exact product`,
    );
  }
  return shape;
}

function hasExactCount(shape: Shape): boolean {
  try {
    elementCount(shape);
    return true;
  } catch (error) {
    if (error instanceof CoreError) return false;
    throw error;
  }
}

function decodeValues(proto: TensorProto, shape: Shape): readonly number[] | undefined {
  const dataType = elementType(proto.dataType);
  const count = elementCount(shape);
  const hasPayload =
    proto.rawData.length + proto.floatData.length + proto.int32Data.length + proto.int64Data.length > 0 ||
    proto.doubleData.length + proto.uint64Data.length > 0;
  if (!dataType || (count > MAX_FOLDED_ELEMENTS && !hasPayload)) return undefined;
  if (count > MAX_KEPT_ELEMENTS) throw mismatch(proto, `payload of ${proto.rawData.length} bytes`, shape);
  try {
    const values = tensorValues(proto, dataType, count);
    return count > MAX_FOLDED_ELEMENTS ? undefined : values;
  } catch (error) {
    if (error instanceof PayloadMismatch) throw mismatch(proto, error.message, shape);
    throw error;
  }
}

/** A kept payload is at most 64 kB, so no tensor with one has more elements (two of four bits a byte). */
const MAX_KEPT_ELEMENTS = 2 * 64 * 1024;

function mismatch(proto: TensorProto, got: string, shape: Shape): OnnxError {
  return new OnnxError(
    'invalid-model',
    `tensor '${proto.name}' (${elementTypeName(proto.dataType)}): got ${got}, expected the elements of ${formatShape(shape)}`,
  );
}
