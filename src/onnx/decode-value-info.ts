import { elementType, elementTypeName } from './element-type.js';
import { OnnxError } from './errors.js';
import { MAX_RANK } from './limits.js';
import type { OnnxDimension, OnnxValueInfo } from './model.js';
import type { TensorShapeProto, ValueInfoProto } from './proto/onnx_pb.js';

/** A declared input or output. Throws `invalid-model` on a missing name or impossible dimensions. */
export function decodeValueInfo(proto: ValueInfoProto): OnnxValueInfo {
  if (proto.name === '')
    throw new OnnxError('invalid-model', 'graph input or output: got an empty name, expected one');
  const type = proto.type?.value;
  if (type?.case !== 'tensorType') {
    return {
      name: proto.name,
      dataType: undefined,
      typeName: type?.case ?? 'no type',
      dimensions: undefined,
    };
  }
  const { elemType, shape } = type.value;
  return {
    name: proto.name,
    dataType: elementType(elemType),
    typeName: elementTypeName(elemType),
    dimensions: shape && decodeShape(shape, proto.name),
  };
}

function decodeShape(shape: TensorShapeProto, name: string): OnnxDimension[] {
  if (shape.dim.length > MAX_RANK) {
    throw new OnnxError(
      'invalid-model',
      `rank of '${name}': got ${shape.dim.length}, expected at most ${MAX_RANK}`,
    );
  }
  return shape.dim.map(({ value }): OnnxDimension => {
    if (value.case === 'dimParam') return value.value === '' ? null : value.value;
    if (value.case === undefined) return null;
    const size = Number(value.value);
    // Some exporters write -1 for a dimension that they do not know.
    if (size === -1) return null;
    if (!Number.isSafeInteger(size) || size < 0) {
      throw new OnnxError(
        'invalid-model',
        `dimension of '${name}': got ${size}, expected a non-negative integer below 2^53`,
      );
    }
    return size;
  });
}
