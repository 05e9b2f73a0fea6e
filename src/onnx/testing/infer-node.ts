import type { DataType } from '../../core/network/data-type.js';
import type { MessageInitShape } from '@bufbuild/protobuf';
import { inferOnnx } from '../inference/infer.js';
import type { TensorProtoSchema } from '../proto/onnx_pb.js';
import { readOnnx } from '../read.js';
import { buildModel, node, type AttributeSource } from './build-model.js';

/** An input of the node: its shape (float32), its shape and type, a stored tensor, or null where it is absent. */
export type OperandSource =
  | readonly number[]
  | { readonly type: DataType; readonly shape: readonly number[] }
  | { readonly stored: MessageInitShape<typeof TensorProtoSchema> }
  | null;

export interface NodeSource {
  readonly operator: string;
  readonly operands: readonly OperandSource[];
  readonly attributes?: Readonly<Record<string, AttributeSource>>;
  readonly outputs?: number;
  readonly opset?: number;
  readonly domain?: string;
}

export interface NodeResult {
  readonly shapes: readonly (readonly number[])[];
  readonly types: readonly DataType[];
  readonly constants: readonly (readonly number[] | undefined)[];
  readonly macs: number;
}

/** Infers a network of one node. */
export async function inferNode(source: NodeSource): Promise<NodeResult> {
  const graph = inferOnnx(await readOnnx(nodeModel(source)));
  return {
    shapes: graph.outputs.map(({ shape }) => shape),
    types: graph.outputs.map(({ dataType }) => dataType),
    constants: graph.outputs.map(({ name }) => graph.values.get(name)?.constant),
    macs: graph.macs,
  };
}

/** The file of a network of one node with outputs y0, y1, ... */
export function nodeModel(source: NodeSource): Uint8Array {
  const { operator, operands, attributes = {}, outputs = 1, opset = 17, domain = '' } = source;
  const inputNames = operands.map((operand, i) => (operand === null ? '' : operandName(operand, i)));
  const outputNames = Array.from({ length: outputs }, (_, i) => `y${i}`);
  const inputs = operands.flatMap((operand, i) =>
    operand === null || 'stored' in operand ? [] : [[`x${i}`, operand] as const],
  );
  const stored = new Map(
    operands.flatMap((operand) =>
      operand && 'stored' in operand ? [[operand.stored.name, operand.stored] as const] : [],
    ),
  );
  return buildModel({
    opsets: { '': opset, [domain]: domain === '' ? opset : 1 },
    inputs: Object.fromEntries(inputs),
    initializers: [...stored.values()],
    nodes: [node(operator, inputNames, outputNames, attributes, domain)],
    outputs: outputNames,
  });
}

const operandName = (operand: NonNullable<OperandSource>, index: number): string =>
  'stored' in operand ? operand.stored.name! : `x${index}`;
