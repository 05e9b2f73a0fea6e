/**
 * Minimum cut of a directed graph by maximum flow.
 * Source: E. A. Dinic, Algorithm for solution of a problem of maximum flow in a network with power
 * estimation, 1970. Capacities are non-negative numbers or Infinity; every augmentation empties an edge
 * exactly, so that it ends with floating-point capacities too.
 */
export class FlowNetwork {
  private readonly head: number[] = [];
  private readonly capacity: number[] = [];
  /** By node: its edges; edge e ^ 1 is the reverse of edge e. */
  private readonly edges: number[][] = [];

  addNode(): number {
    return this.edges.push([]) - 1;
  }

  addEdge(from: number, to: number, capacity: number): void {
    if (capacity === 0) return;
    this.edges[from]!.push(this.head.push(to) - 1);
    this.capacity.push(capacity);
    this.edges[to]!.push(this.head.push(from) - 1);
    this.capacity.push(0);
  }

  /** By node: 1 on the side of the source of a minimum cut, the smallest such side. */
  sourceSide(source: number, sink: number): Uint8Array {
    for (;;) {
      const level = this.levels(source);
      if (level[sink]! < 0) return Uint8Array.from(level, (distance) => (distance < 0 ? 0 : 1));
      const next = new Uint32Array(this.edges.length);
      while (this.augment(source, sink, level, next));
    }
  }

  /** Distances from the source over edges with capacity left; -1 where there is no way. */
  private levels(source: number): Int32Array {
    const level = new Int32Array(this.edges.length).fill(-1);
    level[source] = 0;
    const queue = [source];
    for (const node of queue) {
      for (const edge of this.edges[node]!) {
        const to = this.head[edge]!;
        if (this.capacity[edge]! <= 0 || level[to]! >= 0) continue;
        level[to] = level[node]! + 1;
        queue.push(to);
      }
    }
    return level;
  }

  /** Sends flow over one shortest way, with a stack of its own; false when none is left. */
  private augment(source: number, sink: number, level: Int32Array, next: Uint32Array): boolean {
    const path: number[] = [];
    let node = source;
    while (node !== sink) {
      const edge = this.edges[node]![next[node]!];
      if (edge === undefined) {
        const back = path.pop();
        if (back === undefined) return false;
        node = this.head[back ^ 1]!;
        next[node]!++;
      } else if (this.capacity[edge]! > 0 && level[this.head[edge]!] === level[node]! + 1) {
        path.push(edge);
        node = this.head[edge]!;
      } else next[node]!++;
    }
    const flow = path.reduce((least, edge) => Math.min(least, this.capacity[edge]!), Infinity);
    for (const edge of path) {
      this.capacity[edge]! -= flow;
      this.capacity[edge ^ 1]! += flow;
    }
    return true;
  }
}
