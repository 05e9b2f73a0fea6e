import type { Network } from '../../core/network/network.js';
import { freeNames } from '../inference/topological-order.js';
import type { InferredGraph, InferredNode } from '../inference/result.js';
import { dataFlow } from '../lower/data-flow.js';
import { functionKey, type OnnxFile, type OnnxNode } from '../model.js';

/** What of a graph runs together: a node of the file, or one that it was expanded into. */
export interface Unit {
  /** The node of the file; undefined where `expanded` is written in its place. */
  readonly written: OnnxNode | undefined;
  readonly expanded: InferredNode | undefined;
  readonly root: OnnxNode;
  /** Names that the node as written refers to, those in its sub-graphs included. */
  readonly refersTo: readonly string[];
  /** Names that it reads when it runs: without those of branches that are not taken. */
  readonly reads: ReadonlySet<string>;
  readonly makes: readonly string[];
  /** Layers of the network that it holds. */
  readonly layers: readonly number[];
}

/** A model as it is divided: its file, what was inferred of it, and the network of its layers. */
export interface DividedModel {
  readonly file: OnnxFile;
  readonly graph: InferredGraph;
  /** What `lowerOnnx` made of the graph. */
  readonly network: Network;
}

/** Values that are known before the network runs, wherever it runs. */
export function knownValues({ graph, network }: DividedModel): ReadonlySet<string> {
  const { statics } = dataFlow(graph);
  return new Set([...statics, ...network.constants.map((index) => network.tensors[index]!.name)]);
}

/** The units of a graph in topological order. Calls and conditionals in `opened` are written as what they expand to. */
export function unitsOf({ file, graph }: DividedModel, opened: ReadonlySet<OnnxNode>): Unit[] {
  const layerOf = new Map(dataFlow(graph).nodes.map((node, layer) => [node, layer]));
  const groups: InferredNode[][] = [];
  for (const node of graph.nodes) {
    const last = groups.at(-1);
    // What one node is expanded into follows one another.
    if (last?.[0]!.root === node.root && !opened.has(node.root)) last.push(node);
    else groups.push([node]);
  }
  return groups.map((nodes) => {
    const { root } = nodes[0]!;
    const layers = nodes.flatMap((node) => layerOf.get(node) ?? []);
    return opened.has(root) ? expandedUnit(nodes[0]!, layers) : writtenUnit(root, nodes, layers, file);
  });
}

/** A node that is not what runs, but stands for other nodes: a call of a function, or a conditional. */
export const isExpandable = ({ functions }: OnnxFile, { domain, operator, overload }: OnnxNode): boolean =>
  functions.has(functionKey(domain, operator, overload)) || (domain === '' && operator === 'If');

const isName = (name: string): boolean => name !== '';

const expandedUnit = (node: InferredNode, layers: readonly number[]): Unit => {
  const names = [...node.inputs, ...node.captured].filter(isName);
  return {
    written: undefined,
    expanded: node,
    root: node.root,
    refersTo: names,
    reads: new Set(names),
    makes: node.outputs.filter(isName),
    layers,
  };
};

function writtenUnit(
  root: OnnxNode,
  nodes: readonly InferredNode[],
  layers: readonly number[],
  file: OnnxFile,
): Unit {
  const refersTo = [...root.inputs, ...capturedBy(root)].filter(isName);
  return {
    written: root,
    expanded: undefined,
    root,
    refersTo,
    reads: isExpandable(file, root) ? readByAll(nodes) : new Set(refersTo),
    makes: root.outputs.filter(isName),
    layers,
  };
}

function capturedBy({ attributes }: OnnxNode): string[] {
  return [...attributes.values()].flatMap((attribute) => {
    if (attribute.kind === 'graph') return [...freeNames(attribute.value)];
    return attribute.kind === 'graphs' ? attribute.value.flatMap((graph) => [...freeNames(graph)]) : [];
  });
}

/** What the nodes read and none of them makes. */
function readByAll(nodes: readonly InferredNode[]): Set<string> {
  const made = new Set(nodes.flatMap(({ outputs }) => outputs));
  const names = nodes.flatMap(({ inputs, captured }) => [...inputs, ...captured]);
  return new Set(names.filter((name) => isName(name) && !made.has(name)));
}
