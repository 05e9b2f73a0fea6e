/** Either an order, or nodes that each need the next, the last the first. */
export type TopologicalOrder = { readonly order: readonly number[] } | { readonly cycle: readonly number[] };

/**
 * Orders nodes so that each comes after those it needs, by depth-first search with a stack of its own
 * (R. E. Tarjan, Edge-disjoint spanning trees and depth-first search, 1976). Stable: nodes that are in such
 * an order already keep it. Time and space are linear in nodes and edges.
 *
 * @param needs by node: the nodes it needs
 */
export function topologicalOrder(needs: readonly (readonly number[])[]): TopologicalOrder {
  const order: number[] = [];
  const state = new Uint8Array(needs.length); // 0 new, 1 on the path, 2 placed
  const nextNeed = new Uint32Array(needs.length);
  const path: number[] = [];
  for (let start = 0; start < needs.length; start++) {
    if (state[start] !== 0) continue;
    path.push(start);
    state[start] = 1;
    while (path.length > 0) {
      const node = path.at(-1)!;
      const need = needs[node]![nextNeed[node]!++];
      if (need === undefined) {
        state[node] = 2;
        order.push(node);
        path.pop();
      } else if (state[need] === 1) {
        return { cycle: path.slice(path.indexOf(need)) };
      } else if (state[need] === 0) {
        state[need] = 1;
        path.push(need);
      }
    }
  }
  return { order };
}
