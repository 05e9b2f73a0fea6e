import { elementCount, type Tensor } from '../../core/network/tensor.js';
import { OnnxError } from '../errors.js';
import type { OnnxFile } from '../model.js';
import { known } from '../operators/value.js';
import { bindInputs, type InputBinding } from './bind-inputs.js';
import { GraphInference } from './graph-inference.js';
import type { InferredGraph } from './result.js';
import { Scope, ValueStore } from './scope.js';
import { markShared } from './weights.js';

export interface InferenceOptions extends InputBinding {
  /** Row-major elements of inputs that steer shapes (a target size, a trip count), by input name. */
  readonly inputValues?: Readonly<Record<string, readonly number[]>>;
}

/**
 * Every shape, element type, MAC count and weight count of a network with the given input sizes.
 *
 * Throws `OnnxError`: `unsupported-type`, `binding-mismatch`, `unbound-dimension`, `invalid-graph`,
 * `limit-exceeded`, and `unsupported-operator` or `inference-failed` with a problem for every node at fault.
 */
export function inferOnnx(file: OnnxFile, options: InferenceOptions = {}): InferredGraph {
  const { graph } = file;
  const inputs = bindInputs(graph, options);
  const store = new ValueStore();
  const scope = new Scope('', file.opsets, undefined, 0);
  const inference = new GraphInference(file.functions);
  addInputs(inputs, options.inputValues ?? {}, scope, store);
  inference.addInitializers(graph, scope, store);
  inference.inferNodes(graph.nodes, scope, store);
  rejectProblems(inference);
  const nodes = markShared(store.nodes);
  return {
    name: graph.name,
    inputs,
    outputs: graph.outputs.map(({ name }) => outputOf(name, store)),
    values: store.values,
    nodes,
    macs: totalMacs(nodes),
  };
}

function addInputs(
  inputs: readonly Tensor[],
  elements: Readonly<Record<string, readonly number[]>>,
  scope: Scope,
  store: ValueStore,
): void {
  for (const { name, shape, dataType } of inputs) {
    if (scope.isBoundHere(name))
      throw new OnnxError('invalid-graph', `input '${name}': got two, expected one`);
    scope.bind(name, name);
    const given = Object.hasOwn(elements, name) ? elements[name]! : undefined;
    if (given && given.length !== elementCount(shape)) {
      throw new OnnxError(
        'binding-mismatch',
        `values of input '${name}': got ${given.length}, expected ${elementCount(shape)}`,
      );
    }
    const constant = given && known(dataType, shape, given).constant;
    store.values.set(name, {
      type: { shape, dataType },
      constant,
      isConstant: false,
      initializer: undefined,
    });
  }
}

function rejectProblems({ problems, problemCount }: GraphInference): void {
  const [first] = problems;
  if (!first) return;
  const code = problems.every((problem) => problem.kind === 'unsupported')
    ? 'unsupported-operator'
    : 'inference-failed';
  throw new OnnxError(
    code,
    `shape inference: got ${problemCount} nodes at fault, expected none; the first is '${first.node}' (${first.operator}): ${first.message}`,
    problems,
  );
}

function outputOf(name: string, store: ValueStore): Tensor {
  const value = store.get(name);
  if (!value)
    throw new OnnxError(
      'invalid-graph',
      `graph output '${name}': got a name that nothing defines, expected a value of the graph`,
    );
  return { name, ...value.type };
}

function totalMacs(nodes: InferredGraph['nodes']): number {
  const macs = nodes.reduce((sum, node) => sum + node.macs, 0);
  if (!Number.isSafeInteger(macs))
    throw new OnnxError('limit-exceeded', `MACs of the network: got ${macs}, expected an integer below 2^53`);
  return macs;
}
