import type { OnnxAttribute, OnnxNode } from '../model.js';
import { freeNames } from './topological-order.js';

/** References to attributes of the calling node are replaced; those that the caller leaves out disappear. */
export function withCallerAttributes(node: OnnxNode, caller: ReadonlyMap<string, OnnxAttribute>): OnnxNode {
  if (![...node.attributes.values()].some((attribute) => attribute.kind === 'reference')) return node;
  const attributes = new Map<string, OnnxAttribute>();
  for (const [name, attribute] of node.attributes) {
    const actual = attribute.kind === 'reference' ? caller.get(attribute.value) : attribute;
    if (actual) attributes.set(name, actual);
  }
  return { ...node, attributes };
}

/** Names that the sub-graphs of a node take from the graphs around it. */
export function capturedNames(node: OnnxNode): string[] {
  const names: string[] = [];
  for (const attribute of node.attributes.values()) {
    if (attribute.kind === 'graph') for (const name of freeNames(attribute.value)) names.push(name);
  }
  return names;
}
