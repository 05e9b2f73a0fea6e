import { fromBinary } from '@bufbuild/protobuf';
import { decodeAttributes, decodeGraph, decodeNode, normalDomain } from './decode-graph.js';
import type { ElidedModel } from './elide.js';
import { OnnxError } from './errors.js';
import { MAX_OPSET, MIN_OPSET } from './limits.js';
import { functionKey, type OnnxFunction, type OnnxGraph } from './model.js';
import type { ElidedPayload } from './payload.js';
import {
  ModelProtoSchema,
  type FunctionProto,
  type ModelProto,
  type OperatorSetIdProto,
} from './proto/onnx_pb.js';

/** The structure of a file, before its hash and size are added. */
export interface DecodedModel {
  readonly irVersion: number;
  readonly producer: string;
  readonly opsets: ReadonlyMap<string, number>;
  readonly graph: OnnxGraph;
  readonly functions: ReadonlyMap<string, OnnxFunction>;
}

/** Decodes and validates. Throws `OnnxError` with `malformed-file`, `invalid-model` or `unsupported-opset`. */
export function decodeModel({ bytes, payloads }: ElidedModel): DecodedModel {
  const proto = parse(bytes);
  if (!proto.graph) throw new OnnxError('invalid-model', 'model: got no graph, expected one');
  const opsets = decodeOpsets(proto.opsetImport);
  if (opsets.size === 0)
    throw new OnnxError('invalid-model', 'opset_import: got none, expected at least one');
  return {
    irVersion: Number(proto.irVersion),
    producer: `${proto.producerName} ${proto.producerVersion}`.trim(),
    opsets,
    graph: decodeGraph(proto.graph, payloads),
    functions: decodeFunctions(proto.functions, payloads),
  };
}

function parse(bytes: Uint8Array): ModelProto {
  try {
    return fromBinary(ModelProtoSchema, bytes, { readUnknownFields: false });
  } catch (error) {
    throw new OnnxError(
      'malformed-file',
      `protobuf data: got ${(error as Error).message}, expected a ModelProto`,
    );
  }
}

function decodeOpsets(imports: readonly OperatorSetIdProto[]): Map<string, number> {
  const opsets = new Map<string, number>();
  for (const { domain, version } of imports) opsets.set(normalDomain(domain), Number(version));
  const version = opsets.get('');
  if (version !== undefined && (version < MIN_OPSET || version > MAX_OPSET)) {
    throw new OnnxError(
      'unsupported-opset',
      `opset of ai.onnx: got ${version}, expected ${MIN_OPSET} to ${MAX_OPSET}`,
    );
  }
  return opsets;
}

function decodeFunctions(
  protos: readonly FunctionProto[],
  payloads: readonly ElidedPayload[],
): Map<string, OnnxFunction> {
  const functions = new Map<string, OnnxFunction>();
  for (const proto of protos) {
    const domain = normalDomain(proto.domain);
    functions.set(functionKey(domain, proto.name, proto.overload), {
      name: proto.name,
      domain,
      inputs: proto.input,
      outputs: proto.output,
      defaults: decodeAttributes(proto.attributeProto, payloads, proto.name),
      nodes: proto.node.map((node) => decodeNode(node, payloads)),
      opsets: decodeOpsets(proto.opsetImport),
    });
  }
  return functions;
}
