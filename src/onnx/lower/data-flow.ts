import type { InferredGraph, InferredNode, InferredValue } from '../inference/result.js';

/** Which part of a graph depends on the data of its inputs and contributes to its outputs. */
export interface DataFlow {
  /** Values that are known before the network runs: constants, shapes, what follows from them, empty tensors. */
  readonly statics: ReadonlySet<string>;
  /** The nodes that remain as layers, in topological order. */
  readonly nodes: readonly InferredNode[];
  /** Values that a remaining node reads or that are results of the network. */
  readonly read: ReadonlySet<string>;
}

/** Operators that look at the shape of their input, never at its elements. */
const SHAPE_OPERATORS: ReadonlySet<string> = new Set(['Shape', 'Size', 'EyeLike']);

export function dataFlow(graph: InferredGraph): DataFlow {
  const statics = staticValues(graph);
  const read = new Set(graph.outputs.map(({ name }) => name).filter((name) => !statics.has(name)));
  const nodes: InferredNode[] = [];
  for (let i = graph.nodes.length - 1; i >= 0; i--) {
    const node = graph.nodes[i]!;
    // A node with MACs stays even where nothing reads it, so that the MACs of the graph are those of its layers.
    if (node.macs === 0 && !node.outputs.some((name) => read.has(name))) continue;
    nodes.push(node);
    for (const name of dynamicInputs(node, statics)) read.add(name);
  }
  return { statics, nodes: nodes.reverse(), read };
}

/** Values that a node reads and that are only known when the network runs, each once. */
export function dynamicInputs(node: InferredNode, statics: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const name of node.inputs) if (name !== '' && !statics.has(name)) names.add(name);
  for (const name of node.captured) if (name !== '' && !statics.has(name)) names.add(name);
  return names;
}

function staticValues(graph: InferredGraph): Set<string> {
  const statics = new Set<string>();
  // Initializers and given inputs first, then what nodes make of them.
  for (const [name, value] of graph.values) if (isKnown(value)) statics.add(name);
  for (const node of graph.nodes) {
    if (!isStatic(node, statics)) continue;
    for (const name of node.outputs) if (name !== '') statics.add(name);
  }
  return statics;
}

/** An empty tensor carries nothing, so it is as good as known. */
const isKnown = ({ isConstant, constant, type }: InferredValue): boolean =>
  isConstant || constant !== undefined || type.shape.includes(0);

function isStatic(node: InferredNode, statics: ReadonlySet<string>): boolean {
  if (node.macs > 0) return false;
  if (node.domain === '' && SHAPE_OPERATORS.has(node.operator)) return true;
  const isKnownInput = (name: string): boolean => name === '' || statics.has(name);
  return node.inputs.every(isKnownInput) && node.captured.every(isKnownInput);
}
