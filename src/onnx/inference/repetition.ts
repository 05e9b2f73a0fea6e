import { formatShape } from '../../core/network/tensor.js';
import { MAX_UNROLLED_ITERATIONS } from '../limits.js';
import type { OnnxAttribute, OnnxGraph, OnnxNode } from '../model.js';
import { normalAxis, OperatorContext } from '../operators/context.js';
import { concatenate } from '../operators/join-split.js';
import { known, NodeProblem, tensor, type Inferred } from '../operators/value.js';
import type { WeightUse } from './result.js';

/** One run of the body of a loop on given inputs. */
export interface BodyRun {
  readonly outputs: readonly Inferred[];
  readonly macs: number;
  readonly weights: readonly WeightUse[];
}

/** Runs a body; undefined where a node inside has a problem of its own, which is then already reported. */
export type RunBody = (body: OnnxGraph, inputs: readonly Inferred[]) => BodyRun | undefined;

/** Outputs of a Loop or Scan, and the work of all its iterations. */
export type Repetition = BodyRun;

const withoutValue = ({ dataType, shape }: Inferred): Inferred => tensor(dataType, shape);

const sameType = (a: Inferred, b: Inferred): boolean =>
  a.dataType === b.dataType &&
  a.shape.length === b.shape.length &&
  a.shape.every((dim, i) => dim === b.shape[i]);

function bodyOf(node: OnnxNode): OnnxGraph {
  const body: OnnxAttribute | undefined = node.attributes.get('body');
  if (body?.kind !== 'graph')
    throw new NodeProblem(`attribute 'body': got ${body?.kind ?? 'nothing'}, expected a graph`);
  return body.value;
}

/**
 * Loop(M, condition, carried...). Short loops are followed iteration by iteration, with the values of the counter
 * and the carried tensors; long ones need carried shapes that stay and are multiplied.
 * https://onnx.ai/onnx/operators/onnx__Loop.html
 */
export function inferLoop(
  node: OnnxNode,
  inputs: readonly (Inferred | undefined)[],
  run: RunBody,
): Repetition | undefined {
  const context = new OperatorContext(node, 0, inputs);
  const trips = context.has(0) ? Math.max(context.scalar(0), 0) : Infinity;
  const starts = context.has(1) ? context.scalar(1) !== 0 : true;
  const carried = inputs.slice(2).map((_, i) => context.input(i + 2));
  const body = bodyOf(node);
  expectCounts(node, body, carried.length);
  if (starts && trips <= MAX_UNROLLED_ITERATIONS && trips > 0) return unroll(body, trips, carried, run);
  const count = starts ? trips : 0;
  return count === Infinity
    ? unroll(body, MAX_UNROLLED_ITERATIONS, carried, run, 'open')
    : multiply(body, count, carried, run);
}

function expectCounts(node: OnnxNode, body: OnnxGraph, carried: number): void {
  const scans = body.outputs.length - 1 - carried;
  if (body.inputs.length !== carried + 2 || scans < 0 || node.outputs.length > carried + scans) {
    throw new NodeProblem(
      `loop body: got ${body.inputs.length} inputs and ${body.outputs.length} outputs, expected ${carried + 2} and at least ${carried + 1}`,
    );
  }
}

const TRUE = known('bool', [], [1]);

function unroll(
  body: OnnxGraph,
  limit: number,
  start: readonly Inferred[],
  run: RunBody,
  end: 'open' | 'counted' = 'counted',
): Repetition | undefined {
  let carried = start;
  let macs = 0;
  const weights = new Map<string, WeightUse>();
  const scanned: Inferred[][] = [];
  let isRunning = true;
  for (let i = 0; i < limit && isRunning; i++) {
    const step = run(body, [known('int64', [], [i]), TRUE, ...carried]);
    if (!step) return undefined;
    isRunning = condition(step.outputs[0]!);
    carried = step.outputs.slice(1, 1 + start.length);
    step.outputs.slice(1 + start.length).forEach((output, k) => (scanned[k] ??= []).push(output));
    macs += step.macs;
    step.weights.forEach((weight) => weights.set(weight.value, weight));
  }
  if (isRunning && end === 'open') {
    throw new NodeProblem(
      `trip count: got more than ${MAX_UNROLLED_ITERATIONS}, expected an end or a maximum`,
    );
  }
  return { outputs: [...carried, ...scanned.map(stack)], macs, weights: [...weights.values()] };
}

function condition({ constant }: Inferred): boolean {
  if (constant?.length !== 1)
    throw new NodeProblem('loop condition: got one that depends on data, expected a constant');
  return constant[0] !== 0;
}

/** The outputs of all iterations along a new leading axis. */
function stack(outputs: readonly Inferred[]): Inferred {
  const [first] = outputs as readonly [Inferred];
  if (outputs.some((output) => !sameType(output, first))) {
    throw new NodeProblem(
      `scan output: got shapes that change from ${formatShape(first.shape)}, expected one shape`,
    );
  }
  const rows = outputs.map(({ dataType, shape, constant }) => ({ dataType, constant, shape: [1, ...shape] }));
  return concatenate(STACK_CONTEXT, rows, 0);
}

const STACK_CONTEXT = new OperatorContext(
  { operator: 'Loop', domain: '', inputs: [], outputs: [], attributes: new Map() },
  0,
  [],
);

function multiply(
  body: OnnxGraph,
  trips: number,
  start: readonly Inferred[],
  run: RunBody,
): Repetition | undefined {
  const carried = start.map(withoutValue);
  const step = run(body, [tensor('int64', []), TRUE, ...carried]);
  if (!step) return undefined;
  if (trips > 0 && !condition(step.outputs[0]!))
    throw new NodeProblem('loop condition: got false at once, expected true');
  expectSteady(carried, step.outputs.slice(1));
  const scanned = step.outputs
    .slice(1 + start.length)
    .map(({ dataType, shape }) => tensor(dataType, [trips, ...shape]));
  const outputs = [...(trips > 0 ? carried : start), ...scanned];
  return { outputs, macs: step.macs * trips, weights: step.weights };
}

function expectSteady(before: readonly Inferred[], after: readonly Inferred[]): void {
  before.forEach((value, i) => {
    if (!sameType(value, after[i]!)) {
      throw new NodeProblem(
        `carried tensor ${i}: got ${formatShape(after[i]!.shape)} from ${formatShape(value.shape)}, expected a shape that stays`,
      );
    }
  });
}

/** Scan from opset 9: states that keep their shape, and inputs that are taken apart along an axis. */
export function inferScan(
  node: OnnxNode,
  opset: number,
  inputs: readonly (Inferred | undefined)[],
  run: RunBody,
): Repetition | undefined {
  const context = new OperatorContext(node, opset, inputs);
  if (opset < 9) context.fail('Scan: got opset 8, expected 9 or later');
  const scanCount = context.requiredInt('num_scan_inputs');
  const stateCount = inputs.length - scanCount;
  const body = bodyOf(node);
  if (
    stateCount < 0 ||
    scanCount < 1 ||
    body.inputs.length !== inputs.length ||
    body.outputs.length < stateCount
  ) {
    context.fail(
      `scan body: got ${body.inputs.length} inputs, expected ${inputs.length} with ${scanCount} scanned`,
    );
  }
  const axes = context.ints('scan_input_axes') ?? [];
  const scanned = inputs
    .slice(stateCount)
    .map((_, i) => slice(context, context.input(stateCount + i), axes[i] ?? 0));
  const trips = scanned[0]!.trips;
  if (scanned.some((scan) => scan.trips !== trips))
    context.fail('scanned inputs: got lengths that differ, expected one length');
  const states = inputs.slice(0, stateCount).map((_, i) => withoutValue(context.input(i)));
  const step = run(body, [...states, ...scanned.map(({ element }) => element)]);
  if (!step) return undefined;
  expectSteady(states, step.outputs);
  const outputAxes = context.ints('scan_output_axes') ?? [];
  const outputs = step.outputs.slice(stateCount).map(({ dataType, shape }, i) => {
    const axis = normalAxis(context, outputAxes[i] ?? 0, shape.length + 1);
    return tensor(dataType, shape.toSpliced(axis, 0, trips));
  });
  return { outputs: [...states, ...outputs], macs: step.macs * trips, weights: step.weights };
}

function slice(
  context: OperatorContext,
  { dataType, shape }: Inferred,
  axis: number,
): { trips: number; element: Inferred } {
  const index = normalAxis(context, axis, shape.length);
  return { trips: shape[index]!, element: tensor(dataType, shape.toSpliced(index, 1)) };
}
