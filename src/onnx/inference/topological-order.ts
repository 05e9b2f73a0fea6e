import { OnnxError } from '../errors.js';
import type { OnnxGraph, OnnxNode } from '../model.js';

/** Names that exist before the nodes run. A sub-graph may define a name of the graph around it anew. */
export interface NameScope {
  isDefined(name: string): boolean;
  isBoundHere(name: string): boolean;
}

/**
 * The nodes such that each follows those whose outputs it reads, as close to the given order as that allows
 * (Kahn's algorithm, smallest index first).
 *
 * Throws `invalid-graph` on a value assigned twice, a name that nothing defines, or a cycle.
 */
export function topologicalOrder(nodes: readonly OnnxNode[], scope: NameScope): readonly OnnxNode[] {
  const producer = producers(nodes, scope);
  const needs = nodes.map((node) => dependencies(node, producer, scope));
  if (needs.every((indices, i) => indices.every((index) => index < i))) return nodes;
  return sorted(nodes, needs);
}

/** What messages call a node. */
export const labelOf = (node: OnnxNode): string =>
  [node.name, ...node.outputs].find((name) => name !== '') ?? node.operator;

function producers(nodes: readonly OnnxNode[], scope: NameScope): Map<string, number> {
  const producer = new Map<string, number>();
  nodes.forEach((node, index) => {
    for (const output of node.outputs) {
      if (output === '') continue;
      if (producer.has(output) || scope.isBoundHere(output)) {
        throw new OnnxError(
          'invalid-graph',
          `value '${output}': got a second definition by node '${labelOf(node)}', expected one`,
        );
      }
      producer.set(output, index);
    }
  });
  return producer;
}

function dependencies(node: OnnxNode, producer: ReadonlyMap<string, number>, scope: NameScope): number[] {
  const indices: number[] = [];
  const add = (name: string): void => {
    const index = producer.get(name);
    if (index !== undefined) indices.push(index);
    else if (!scope.isDefined(name)) {
      throw new OnnxError(
        'invalid-graph',
        `input '${name}' of node '${labelOf(node)}': got a name that nothing defines, expected a value of the graph`,
      );
    }
  };
  for (const name of node.inputs) if (name !== '') add(name);
  for (const attribute of node.attributes.values()) {
    if (attribute.kind === 'graph') for (const name of freeNames(attribute.value)) add(name);
    else if (attribute.kind === 'graphs')
      for (const graph of attribute.value) for (const name of freeNames(graph)) add(name);
  }
  return indices;
}

const freeNamesByGraph = new WeakMap<OnnxGraph, ReadonlySet<string>>();

/** Names that a sub-graph takes from the graphs around it. Remembered, because loops and functions ask again. */
export function freeNames(graph: OnnxGraph): ReadonlySet<string> {
  const remembered = freeNamesByGraph.get(graph);
  if (remembered) return remembered;
  const names = collectFreeNames(graph);
  freeNamesByGraph.set(graph, names);
  return names;
}

function collectFreeNames(graph: OnnxGraph): Set<string> {
  const inside = new Set([...graph.inputs.map((input) => input.name), ...graph.initializers.keys()]);
  for (const node of graph.nodes) for (const output of node.outputs) inside.add(output);
  const free = new Set<string>();
  const use = (name: string): void => {
    if (name !== '' && !inside.has(name)) free.add(name);
  };
  for (const node of graph.nodes) {
    node.inputs.forEach(use);
    for (const attribute of node.attributes.values()) {
      if (attribute.kind === 'graph') freeNames(attribute.value).forEach(use);
    }
  }
  for (const output of graph.outputs) use(output.name);
  return free;
}

function sorted(nodes: readonly OnnxNode[], needs: readonly (readonly number[])[]): OnnxNode[] {
  const waiting = needs.map((indices) => indices.length);
  const consumers: number[][] = nodes.map(() => []);
  needs.forEach((indices, consumer) => {
    for (const index of indices) consumers[index]!.push(consumer);
  });
  const ready = new MinHeap(waiting.flatMap((count, i) => (count === 0 ? [i] : [])));
  const order: OnnxNode[] = [];
  for (let index = ready.pop(); index !== undefined; index = ready.pop()) {
    order.push(nodes[index]!);
    for (const consumer of consumers[index]!) if ((waiting[consumer]! -= 1) === 0) ready.push(consumer);
  }
  if (order.length < nodes.length) {
    const stuck = nodes[waiting.findIndex((count) => count > 0)]!;
    throw new OnnxError(
      'invalid-graph',
      `nodes: got a cycle through '${labelOf(stuck)}', expected an acyclic graph`,
    );
  }
  return order;
}

/** Binary heap of integers, smallest first. */
class MinHeap {
  /** `items` must be ascending. */
  constructor(private readonly items: number[]) {}

  push(item: number): void {
    const { items } = this;
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (items[parent]! <= item) break;
      items[at] = items[parent]!;
      at = parent;
    }
    items[at] = item;
  }

  pop(): number | undefined {
    const { items } = this;
    const top = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && items[child + 1]! < items[child]!) child++;
      if (items[child]! >= last) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = last;
    return top;
  }
}
