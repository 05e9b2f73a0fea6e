import { elementCount, formatShape } from '../core/network/tensor.js';
import { decodeSparseTensor, decodeTensor } from './decode-tensor.js';
import { decodeValueInfo } from './decode-value-info.js';
import { OnnxError } from './errors.js';
import type { OnnxAttribute, OnnxGraph, OnnxNode, OnnxTensor } from './model.js';
import type { ElidedPayload } from './payload.js';
import {
  AttributeProto_AttributeType as AttributeType,
  type AttributeProto,
  type GraphProto,
  type NodeProto,
} from './proto/onnx_pb.js';

const text = new TextDecoder();

/** `ai.onnx` is another name of the default domain. */
export const normalDomain = (domain: string): string => (domain === 'ai.onnx' ? '' : domain);

/** Recursion is bounded by the nesting limit of the elision. */
export function decodeGraph(proto: GraphProto, payloads: readonly ElidedPayload[]): OnnxGraph {
  return {
    name: proto.name,
    nodes: proto.node.map((node) => decodeNode(node, payloads)),
    inputs: proto.input.map(decodeValueInfo),
    outputs: proto.output.map(decodeValueInfo),
    initializers: decodeInitializers(proto, payloads),
  };
}

function decodeInitializers(proto: GraphProto, payloads: readonly ElidedPayload[]): Map<string, OnnxTensor> {
  const initializers = new Map<string, OnnxTensor>();
  const tensors = [
    ...proto.initializer.map((tensor) => decodeTensor(tensor, payloads)),
    ...proto.sparseInitializer.map((tensor) => decodeSparseTensor(tensor, payloads)),
  ];
  for (const tensor of tensors) {
    if (tensor.name === '')
      throw new OnnxError('invalid-model', 'initializer: got an empty name, expected one');
    const earlier = initializers.get(tensor.name);
    if (earlier) {
      throw new OnnxError(
        'invalid-model',
        `initializer '${tensor.name}': got two, of ${elementCount(earlier.shape)} elements and of shape ${formatShape(tensor.shape)}, expected one`,
      );
    }
    initializers.set(tensor.name, tensor);
  }
  return initializers;
}

export function decodeNode(proto: NodeProto, payloads: readonly ElidedPayload[]): OnnxNode {
  if (proto.opType === '') {
    throw new OnnxError('invalid-model', `node '${proto.name}': got no operator, expected one`);
  }
  return {
    name: proto.name,
    operator: proto.opType,
    domain: normalDomain(proto.domain),
    overload: proto.overload,
    inputs: proto.input,
    outputs: proto.output,
    attributes: decodeAttributes(proto.attribute, payloads, proto.name || proto.opType),
  };
}

/** Attributes by name. Throws `invalid-model` on a missing or repeated name, or a value that is not of its type. */
export function decodeAttributes(
  protos: readonly AttributeProto[],
  payloads: readonly ElidedPayload[],
  owner: string,
): Map<string, OnnxAttribute> {
  const attributes = new Map<string, OnnxAttribute>();
  for (const proto of protos) {
    if (proto.name === '' || attributes.has(proto.name)) {
      throw new OnnxError(
        'invalid-model',
        `attribute of '${owner}': got ${proto.name === '' ? 'no name' : `'${proto.name}' twice`}, expected names that differ`,
      );
    }
    attributes.set(proto.name, decodeAttribute(proto, payloads, owner));
  }
  return attributes;
}

function decodeAttribute(
  proto: AttributeProto,
  payloads: readonly ElidedPayload[],
  owner: string,
): OnnxAttribute {
  if (proto.refAttrName !== '') return { kind: 'reference', value: proto.refAttrName };
  switch (proto.type) {
    case AttributeType.FLOAT:
      return { kind: 'float', value: proto.f };
    case AttributeType.INT:
      return { kind: 'int', value: Number(proto.i) };
    case AttributeType.STRING:
      return { kind: 'string', value: text.decode(proto.s) };
    case AttributeType.FLOATS:
      return { kind: 'floats', value: proto.floats };
    case AttributeType.INTS:
      return { kind: 'ints', value: proto.ints.map(Number) };
    case AttributeType.STRINGS:
      return { kind: 'strings', value: proto.strings.map((bytes) => text.decode(bytes)) };
    case AttributeType.TENSORS:
      return { kind: 'tensors', value: proto.tensors.map((tensor) => decodeTensor(tensor, payloads)) };
    case AttributeType.GRAPHS:
      return { kind: 'graphs', value: proto.graphs.map((graph) => decodeGraph(graph, payloads)) };
    case AttributeType.TYPE_PROTO:
    case AttributeType.TYPE_PROTOS:
    case AttributeType.SPARSE_TENSORS:
      return { kind: 'other', value: nameOf(proto.type) };
    default:
      return decodeMessageAttribute(proto, payloads, owner);
  }
}

const nameOf = (type: number): string =>
  (AttributeType as Readonly<Record<number, string>>)[type] ?? `${type}`;

function decodeMessageAttribute(
  proto: AttributeProto,
  payloads: readonly ElidedPayload[],
  owner: string,
): OnnxAttribute {
  if (proto.type === AttributeType.TENSOR && proto.t) {
    return { kind: 'tensor', value: decodeTensor(proto.t, payloads) };
  }
  if (proto.type === AttributeType.SPARSE_TENSOR && proto.sparseTensor) {
    return { kind: 'tensor', value: decodeSparseTensor(proto.sparseTensor, payloads) };
  }
  if (proto.type === AttributeType.GRAPH && proto.g)
    return { kind: 'graph', value: decodeGraph(proto.g, payloads) };
  throw new OnnxError(
    'invalid-model',
    `attribute '${proto.name}' of '${owner}': got type ${nameOf(proto.type)} without such a value, expected a value of a known type`,
  );
}
