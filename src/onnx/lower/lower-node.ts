import { applyOperation } from '../../core/network/apply.js';
import { CoreError } from '../../core/errors.js';
import type { TensorType } from '../../core/network/tensor.js';
import { NodeProblem } from '../operators/value.js';
import type { LoweringContext } from './context.js';
import { customOperation } from './custom.js';
import type { Lowered } from './lowering.js';
import { loweringOf } from './operators/index.js';

/** A layer without its name: what it does, and the places of the node's inputs and outputs that it has. */
export interface LoweredNode extends Required<Lowered> {
  /** Weights that follow from the operation alone. */
  readonly ownWeights: number;
  /** Values that a body takes from around the node, behind the inputs. */
  readonly captured: readonly string[];
}

/** The kind that says the most about a node, or `custom` where no kind says exactly what inference found. */
export function lowerNode(context: LoweringContext, dynamic: ReadonlySet<string>): LoweredNode {
  return described(context, dynamic) ?? declared(context, dynamic);
}

function described(context: LoweringContext, dynamic: ReadonlySet<string>): LoweredNode | undefined {
  try {
    const lowered = loweringOf(context.node.domain, context.node.operator)?.(context);
    if (!lowered) return undefined;
    const { operation, inputs = [0], outputs = [0] } = lowered;
    if (!takesAll(context, inputs, dynamic)) return undefined;
    if (!context.readOutputs.every((place) => outputs.includes(place))) return undefined;
    const types = inputs.map((place) => context.input(place));
    const applied = applyOperation(operation, types);
    const agrees =
      applied.workload.macs === context.source.macs &&
      applied.outputs.length === outputs.length &&
      applied.outputs.every((type, i) => isSame(type, context.outputType(outputs[i]!)));
    if (!agrees) return undefined;
    return { operation, inputs, outputs, captured: [], ownWeights: applied.workload.weightElements };
  } catch (error) {
    if (error instanceof CoreError || error instanceof NodeProblem) return undefined;
    throw error;
  }
}

/** A layer must wait for every value that its node waits for, or a cut would forget to send one. */
function takesAll(
  { source }: LoweringContext,
  inputs: readonly number[],
  dynamic: ReadonlySet<string>,
): boolean {
  const taken = new Set(inputs.map((place) => source.inputs[place]!));
  return taken.size === dynamic.size && [...taken].every((name) => dynamic.has(name));
}

/** The kinds say the same as inference; an output that the node leaves out can be anything. */
function isSame(type: TensorType, inferred: TensorType | undefined): boolean {
  if (!inferred) return true;
  return (
    type.dataType === inferred.dataType &&
    type.shape.length === inferred.shape.length &&
    type.shape.every((size, axis) => size === inferred.shape[axis])
  );
}

function declared(context: LoweringContext, dynamic: ReadonlySet<string>): LoweredNode {
  const { source } = context;
  const places = new Map(source.inputs.map((name, place) => [name, place]));
  const names = [...dynamic];
  const outputs = context.readOutputs.filter((place) => context.outputType(place));
  return {
    operation: customOperation(
      context,
      outputs.map((place) => context.output(place)),
    ),
    inputs: names.flatMap((name) => places.get(name) ?? []),
    outputs,
    captured: names.filter((name) => !places.has(name)),
    ownWeights: 0,
  };
}
