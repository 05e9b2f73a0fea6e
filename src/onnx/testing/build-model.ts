import { create, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import type { DataType } from '../../core/network/data-type.js';
import { elementTypeCode as code } from '../element-type.js';
import {
  AttributeProto_AttributeType as AttributeType,
  ModelProtoSchema,
  type AttributeProtoSchema,
  type FunctionProtoSchema,
  type GraphProtoSchema,
  type NodeProtoSchema,
  type TensorProtoSchema,
  type ValueInfoProtoSchema,
} from '../proto/onnx_pb.js';

/** Small ONNX files for tests, written by hand. */

type NodeInit = MessageInitShape<typeof NodeProtoSchema>;
type TensorInit = MessageInitShape<typeof TensorProtoSchema>;
type GraphInit = MessageInitShape<typeof GraphProtoSchema>;
type FunctionInit = MessageInitShape<typeof FunctionProtoSchema>;
type AttributeInit = MessageInitShape<typeof AttributeProtoSchema>;
type Dimensions = readonly (number | string)[];

/** A number is an integer unless it has a fraction; `{ float: 1 }` forces a float. */
export type AttributeSource =
  | number
  | string
  | readonly number[]
  | { readonly float: number }
  | { readonly floats: readonly number[] }
  | { readonly tensor: TensorInit }
  | { readonly graph: GraphInit }
  | { readonly reference: string };

export interface ModelSource {
  readonly opsets?: Readonly<Record<string, number>>;
  readonly inputs?: Readonly<
    Record<string, Dimensions | { readonly type: DataType; readonly shape: Dimensions }>
  >;
  readonly initializers?: readonly TensorInit[];
  readonly nodes: readonly NodeInit[];
  readonly outputs: readonly string[];
  readonly functions?: readonly FunctionInit[];
}

export function buildModel(source: ModelSource): Uint8Array {
  const opsets = Object.entries(source.opsets ?? { '': 17 });
  const message = create(ModelProtoSchema, {
    irVersion: 8n,
    opsetImport: opsets.map(([domain, version]) => ({ domain, version: BigInt(version) })),
    graph: graph(source),
    functions: [...(source.functions ?? [])],
  });
  return toBinary(ModelProtoSchema, message);
}

export function graph({ inputs = {}, initializers = [], nodes, outputs }: ModelSource): GraphInit {
  return {
    name: 'test',
    node: [...nodes],
    initializer: [...initializers],
    input: Object.entries(inputs).map(([name, type]) => valueInfo(name, type)),
    output: outputs.map((name) => ({ name })),
  };
}

function valueInfo(
  name: string,
  source: Dimensions | { readonly type: DataType; readonly shape: Dimensions },
): MessageInitShape<typeof ValueInfoProtoSchema> {
  const [elemType, shape] = 'type' in source ? [code(source.type), source.shape] : [1, source];
  const dim = shape.map((size) => ({
    value:
      typeof size === 'number'
        ? ({ case: 'dimValue', value: BigInt(size) } as const)
        : ({ case: 'dimParam', value: size } as const),
  }));
  return { name, type: { value: { case: 'tensorType', value: { elemType, shape: { dim } } } } };
}

export function node(
  opType: string,
  input: readonly string[],
  output: readonly string[],
  attributes: Readonly<Record<string, AttributeSource>> = {},
  domain = '',
): NodeInit {
  return {
    ...{ opType, domain, input: [...input], output: [...output] },
    attribute: Object.entries(attributes).map(([name, source]) => attribute(name, source)),
  };
}

export function attribute(name: string, source: AttributeSource): AttributeInit {
  if (typeof source === 'number') {
    return Number.isInteger(source)
      ? { name, type: AttributeType.INT, i: BigInt(source) }
      : { name, type: AttributeType.FLOAT, f: source };
  }
  if (typeof source === 'string')
    return { name, type: AttributeType.STRING, s: new TextEncoder().encode(source) };
  if ('float' in source) return { name, type: AttributeType.FLOAT, f: source.float };
  if ('floats' in source) return { name, type: AttributeType.FLOATS, floats: [...source.floats] };
  if ('tensor' in source) return { name, type: AttributeType.TENSOR, t: source.tensor };
  if ('graph' in source) return { name, type: AttributeType.GRAPH, g: source.graph };
  if ('reference' in source) return { name, refAttrName: source.reference };
  return { name, type: AttributeType.INTS, ints: source.map(BigInt) };
}

/** int64 elements; one dimension unless `dims` says otherwise. */
export const int64s = (
  name: string,
  values: readonly number[],
  dims: readonly number[] = [values.length],
): TensorInit => ({
  ...{ name, dataType: code('int64'), dims: dims.map(BigInt) },
  int64Data: values.map(BigInt),
});

export const float32s = (
  name: string,
  values: readonly number[],
  dims: readonly number[] = [values.length],
): TensorInit => ({
  ...{ name, dataType: code('float32'), dims: dims.map(BigInt) },
  floatData: [...values],
});

export const bools = (
  name: string,
  values: readonly number[],
  dims: readonly number[] = [values.length],
): TensorInit => ({
  ...{ name, dataType: code('bool'), dims: dims.map(BigInt) },
  int32Data: [...values],
});

/** A tensor of which only type and dimensions are stored. */
export const weights = (name: string, dims: readonly number[], type: DataType = 'float32'): TensorInit => ({
  ...{ name, dataType: code(type), dims: dims.map(BigInt) },
});
