import { OnnxError } from '../errors.js';
import { inferOnnx } from '../inference/infer.js';
import type { InferredGraph } from '../inference/result.js';
import type { OnnxDimension, OnnxFile } from '../model.js';

/** A size that the file leaves open, such as the batch. */
export interface UnstatedSize {
  /** Null where the file has no name for it. */
  readonly name: string | null;
  /** Where it stands, for sizes without a name. */
  readonly place: string;
  /** The size that the network was inferred with. */
  readonly size: number;
}

/** One that may still be chosen. */
export interface OpenSize extends UnstatedSize {
  readonly otherSize: number;
  /** The same graph with the other size. */
  readonly other: InferredGraph;
}

/** A size that is the same whatever the open sizes are, one that is an open size, or null for any other. */
export type Size = number | OpenSize | null;

/** Each open size costs an inference. */
const MAX_OPEN_SIZES = 8;

/** Far away first, so that a size that is rounded down shows that it depends on the open one. */
const FACTORS = [64, 2] as const;

/**
 * The sizes that a file leaves open: those that may still be chosen, found by inferring the graph anew with another
 * size in the place of each, and those that cannot be changed by themselves. A size of 0 is neither.
 */
export function findOpenSizes(
  file: OnnxFile,
  graph: InferredGraph,
): { readonly open: readonly OpenSize[]; readonly closed: readonly UnstatedSize[] } {
  const candidates = candidatesOf(file, graph);
  const tried = candidates.map((candidate, place) =>
    place < MAX_OPEN_SIZES ? tryOther(file, graph, candidate) : undefined,
  );
  return {
    open: tried.filter((size) => size !== undefined),
    closed: candidates.filter((_, place) => tried[place] === undefined),
  };
}

function tryOther(file: OnnxFile, graph: InferredGraph, candidate: Candidate): OpenSize | undefined {
  const { name, place, size } = candidate;
  for (const factor of FACTORS) {
    const other = inferredWith(file, graph, candidate, size * factor);
    if (other) return { name, place, size, otherSize: size * factor, other };
  }
  return undefined;
}

interface Candidate extends UnstatedSize {
  /** Whether the size is that of the axis of an input. */
  readonly isAt: (input: string, axis: number) => boolean;
}

function candidatesOf(file: OnnxFile, graph: InferredGraph): Candidate[] {
  const candidates = new Map<string, Candidate>();
  const declared = new Map(file.graph.inputs.map(({ name, dimensions }) => [name, dimensions]));
  for (const { name: input, shape } of graph.inputs) {
    const dimensions = declared.get(input);
    shape.forEach((size, axis) => {
      const dimension = dimensions?.[axis] ?? null;
      if (typeof dimension === 'number' || size === 0) return;
      const place = `${input}:${axis}`;
      const isAt = (otherInput: string, otherAxis: number): boolean =>
        dimension === null
          ? otherInput === input && otherAxis === axis
          : declared.get(otherInput)?.[otherAxis] === dimension;
      candidates.set(dimension ?? place, { name: dimension, place, size, isAt });
    });
  }
  return [...candidates.values()];
}

/** The graph with another size; undefined where that is not possible, or another graph runs then. */
function inferredWith(
  file: OnnxFile,
  graph: InferredGraph,
  { isAt }: Candidate,
  size: number,
): InferredGraph | undefined {
  const inputShapes = Object.fromEntries(
    graph.inputs.map(({ name, shape }) => [name, shape.map((own, axis) => (isAt(name, axis) ? size : own))]),
  );
  try {
    const other = inferOnnx(file, { inputShapes });
    const isSame =
      other.nodes.length === graph.nodes.length &&
      other.nodes.every(({ root }, index) => root === graph.nodes[index]!.root);
    return isSame ? other : undefined;
  } catch (error) {
    if (error instanceof OnnxError) return undefined;
    throw error;
  }
}

/** What is known of the shapes of a graph for any choice of its open sizes. */
export class Sizes {
  constructor(
    private readonly graph: InferredGraph,
    readonly open: readonly OpenSize[],
  ) {}

  /** The shape of a value. */
  shapeOf(name: string): Size[] {
    const at = ({ values }: InferredGraph, axis: number) => values.get(name)?.type.shape[axis];
    return this.graph.values
      .get(name)!
      .type.shape.map((_, axis) => this.sizeFrom((graph) => at(graph, axis)));
  }

  /** The elements of a value that is known; undefined where it is not. */
  elementsOf(name: string): Size[] | undefined {
    const at = ({ values }: InferredGraph, place: number) => values.get(name)?.constant?.[place];
    return this.graph.values
      .get(name)!
      .constant?.map((_, place) => this.sizeFrom((graph) => at(graph, place)));
  }

  /** Open sizes that the shape or the elements of a value depend on. */
  behind(name: string): OpenSize[] {
    const own = signature(this.graph, name);
    return this.open.filter(({ other }) => signature(other, name) !== own);
  }

  private sizeFrom(pick: (graph: InferredGraph) => number | undefined): Size {
    const own = pick(this.graph)!;
    const behind = this.open.filter(({ other }) => pick(other) !== own);
    if (behind.length === 0) return own;
    const [only] = behind;
    const isThatSize = behind.length === 1 && own === only!.size && pick(only!.other) === only!.otherSize;
    return isThatSize ? only! : null;
  }
}

const signature = ({ values }: InferredGraph, name: string): string => {
  const value = values.get(name);
  return JSON.stringify([value?.type.shape, value?.constant]);
};

/** As `onnx.proto` declares it. */
export const declaredAs = (size: Size): OnnxDimension =>
  typeof size === 'object' ? (size?.name ?? null) : size;
