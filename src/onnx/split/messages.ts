import { create, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import type { TensorType } from '../../core/network/tensor.js';
import { elementTypeCode } from '../element-type.js';
import type { OnnxDimension } from '../model.js';
import {
  AttributeProto_AttributeType as AttributeType,
  AttributeProtoSchema,
  NodeProtoSchema,
  StringStringEntryProtoSchema,
  TensorProtoSchema,
  ValueInfoProtoSchema,
  type AttributeProto,
  type NodeProto,
  type TensorProto,
} from '../proto/onnx_pb.js';
import type { Piece } from './byte-source.js';
import { SplitError } from './errors.js';
import { lengthDelimited } from './fields.js';
import { GRAPH, MODEL } from './layout.js';

/** New fields of a model, as the pieces that a part is made of. */

export const intAttribute = (name: string, value: number): AttributeProto =>
  create(AttributeProtoSchema, { name, type: AttributeType.INT, i: BigInt(value) });

/** A new node, named after its output. */
export const newNode = (
  opType: string,
  input: string[],
  output: string,
  attribute: AttributeProto[] = [],
): NodeProto =>
  create(NodeProtoSchema, {
    ...{ opType, input, output: [output], attribute },
    name: `cutpoint/${opType}/${output}`,
  });

export const nodeField = (node: NodeProto): Piece[] =>
  lengthDelimited(GRAPH.node, [toBinary(NodeProtoSchema, node)]);

export const initializerField = (tensor: TensorProto): Piece[] =>
  lengthDelimited(GRAPH.initializer, [toBinary(TensorProtoSchema, tensor)]);

export const metadataField = (key: string, value: string): Piece[] =>
  lengthDelimited(MODEL.metadata, [
    toBinary(StringStringEntryProtoSchema, create(StringStringEntryProtoSchema, { key, value })),
  ]);

/** The declaration of an input or output. */
export interface Declaration {
  readonly name: string;
  readonly dataType: TensorType['dataType'];
  readonly dimensions: readonly OnnxDimension[];
}

export function declarationField(
  field: typeof GRAPH.input | typeof GRAPH.output,
  { name, dataType, dimensions }: Declaration,
): Piece[] {
  const tensorType = { elemType: elementTypeCode(dataType), shape: { dim: dimensions.map(toDimension) } };
  const info = { name, type: { value: { case: 'tensorType', value: tensorType } } } as const;
  return lengthDelimited(field, [toBinary(ValueInfoProtoSchema, create(ValueInfoProtoSchema, info))]);
}

function toDimension(size: OnnxDimension) {
  if (size === null) return {};
  return typeof size === 'number'
    ? { value: { case: 'dimValue', value: BigInt(size) } as const }
    : { value: { case: 'dimParam', value: size } as const };
}

/** A stored tensor of the given elements; integers beyond 2^63 - 1 are the rounded form of that bound. */
export function storedTensor(
  name: string,
  { shape, dataType }: TensorType,
  values: readonly number[],
): TensorProto {
  const tensor: MessageInitShape<typeof TensorProtoSchema> = {
    name,
    dims: shape.map(BigInt),
    dataType: elementTypeCode(dataType),
  };
  return create(TensorProtoSchema, { ...tensor, rawData: rawBytes(dataType, values) });
}

const MAX_INT64 = 2n ** 63n - 1n;
const toInt64 = (value: number): bigint => (BigInt(value) > MAX_INT64 ? MAX_INT64 : BigInt(value));

/** Little-endian, as `raw_data` is. Values that are known are those of shapes, indices, masks and bounds. */
function rawBytes(dataType: TensorType['dataType'], values: readonly number[]): Uint8Array {
  const bytesPerElement = RAW_WRITERS[dataType]?.bytes;
  if (values.length === 0) return new Uint8Array(0);
  if (bytesPerElement === undefined) {
    throw new SplitError('unsplittable', `known values: got elements of type ${dataType}, expected numbers`);
  }
  const view = new DataView(new ArrayBuffer(values.length * bytesPerElement));
  values.forEach((value, index) => {
    RAW_WRITERS[dataType]!.write(view, index * bytesPerElement, value);
  });
  return new Uint8Array(view.buffer);
}

interface RawWriter {
  readonly bytes: number;
  write(view: DataView, offset: number, value: number): void;
}

const RAW_WRITERS: Partial<Record<TensorType['dataType'], RawWriter>> = {
  int64: {
    bytes: 8,
    write: (view, offset, value) => {
      view.setBigInt64(offset, toInt64(value), true);
    },
  },
  uint64: {
    bytes: 8,
    write: (view, offset, value) => {
      view.setBigUint64(offset, BigInt(value), true);
    },
  },
  int32: {
    bytes: 4,
    write: (view, offset, value) => {
      view.setInt32(offset, value, true);
    },
  },
  uint32: {
    bytes: 4,
    write: (view, offset, value) => {
      view.setUint32(offset, value, true);
    },
  },
  int16: {
    bytes: 2,
    write: (view, offset, value) => {
      view.setInt16(offset, value, true);
    },
  },
  uint16: {
    bytes: 2,
    write: (view, offset, value) => {
      view.setUint16(offset, value, true);
    },
  },
  int8: {
    bytes: 1,
    write: (view, offset, value) => {
      view.setInt8(offset, value);
    },
  },
  uint8: {
    bytes: 1,
    write: (view, offset, value) => {
      view.setUint8(offset, value);
    },
  },
  bool: {
    bytes: 1,
    write: (view, offset, value) => {
      view.setUint8(offset, value === 0 ? 0 : 1);
    },
  },
  float32: {
    bytes: 4,
    write: (view, offset, value) => {
      view.setFloat32(offset, value, true);
    },
  },
  float64: {
    bytes: 8,
    write: (view, offset, value) => {
      view.setFloat64(offset, value, true);
    },
  },
};
