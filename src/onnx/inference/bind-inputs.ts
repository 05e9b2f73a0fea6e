import { formatShape, type Shape, type Tensor } from '../../core/network/tensor.js';
import { OnnxError } from '../errors.js';
import type { OnnxDimension, OnnxGraph, OnnxValueInfo } from '../model.js';
import { countOf, NodeProblem } from '../operators/value.js';

/** Sizes for what the file leaves open. Later entries are used only where earlier ones say nothing. */
export interface InputBinding {
  /** Whole shapes by input name. */
  readonly inputShapes?: Readonly<Record<string, Shape>>;
  /** Sizes by name of a symbolic dimension. */
  readonly dimensions?: Readonly<Record<string, number>>;
  /** Size of the leading dimension of every input where that is open. */
  readonly batch?: number;
}

/**
 * The inputs of the graph with every dimension known. Inputs that repeat an initializer are not inputs.
 * Throws `unsupported-type`, `binding-mismatch` or `unbound-dimension`.
 */
export function bindInputs(graph: OnnxGraph, binding: InputBinding): Tensor[] {
  const inputs = graph.inputs.filter((input) => !graph.initializers.has(input.name));
  rejectUnknownInputs(inputs, binding.inputShapes ?? {});
  const symbols = collectSymbols(inputs, binding);
  const open: string[] = [];
  const bound = inputs.map((input) => {
    if (!input.dataType) {
      throw new OnnxError(
        'unsupported-type',
        `input '${input.name}': got ${input.typeName}, expected a tensor of numbers`,
      );
    }
    const shape =
      ownValue(binding.inputShapes, input.name) ?? boundShape(input, symbols, binding.batch, open);
    checkSize(input.name, shape);
    return { name: input.name, shape, dataType: input.dataType };
  });
  if (open.length > 0) {
    throw new OnnxError(
      'unbound-dimension',
      `dynamic dimensions: got no size for ${open.join(', ')}, expected one for each`,
    );
  }
  rejectUnusedBatch(bound, binding.batch);
  return bound;
}

/** A batch that no input has would silently be another question. */
function rejectUnusedBatch(inputs: readonly Tensor[], batch: number | undefined): void {
  if (batch === undefined || inputs.length === 0 || inputs.some(({ shape }) => shape[0] === batch)) return;
  const leading = inputs.map(({ name, shape }) => `${shape[0] ?? 'a scalar'} of '${name}'`).join(', ');
  throw new OnnxError(
    'binding-mismatch',
    `batch: got ${batch}, expected the fixed leading dimension ${leading}`,
  );
}

const ownValue = <T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  record && Object.hasOwn(record, key) ? record[key] : undefined;

function rejectUnknownInputs(
  inputs: readonly OnnxValueInfo[],
  shapes: Readonly<Record<string, Shape>>,
): void {
  const names = new Set(inputs.map((input) => input.name));
  const unknown = Object.keys(shapes).find((name) => !names.has(name));
  if (unknown !== undefined) {
    throw new OnnxError(
      'binding-mismatch',
      `input shape: got one for '${unknown}', expected one of ${[...names].join(', ')}`,
    );
  }
}

/** Sizes of symbolic dimensions: as given, as implied by given shapes, then the batch for leading ones. */
function collectSymbols(inputs: readonly OnnxValueInfo[], binding: InputBinding): Map<string, number> {
  const symbols = new Map(Object.entries(binding.dimensions ?? {}));
  for (const input of inputs) {
    const shape = ownValue(binding.inputShapes, input.name);
    if (shape && input.dimensions) matchShape(input.name, input.dimensions, shape, symbols);
  }
  if (binding.batch === undefined) return symbols;
  for (const { dimensions } of inputs) {
    const leading = dimensions?.[0];
    if (typeof leading === 'string' && !symbols.has(leading)) symbols.set(leading, binding.batch);
  }
  return symbols;
}

function matchShape(
  name: string,
  declared: readonly OnnxDimension[],
  shape: Shape,
  symbols: Map<string, number>,
): void {
  const mismatch = (): never => {
    throw new OnnxError(
      'binding-mismatch',
      `shape of input '${name}': got ${formatShape(shape)}, expected [${declared.map((dim) => (typeof dim === 'string' ? (symbols.get(dim) ?? dim) : (dim ?? '?'))).join(', ')}]`,
    );
  };
  if (shape.length !== declared.length) mismatch();
  declared.forEach((dim, i) => {
    const size = shape[i]!;
    if (typeof dim === 'number' && dim !== size) mismatch();
    if (typeof dim !== 'string') return;
    const earlier = symbols.get(dim);
    if (earlier !== undefined && earlier !== size) mismatch();
    symbols.set(dim, size);
  });
}

function boundShape(
  input: OnnxValueInfo,
  symbols: ReadonlyMap<string, number>,
  batch: number | undefined,
  open: string[],
): Shape {
  if (!input.dimensions) {
    open.push(`the shape of input '${input.name}'`);
    return [];
  }
  return input.dimensions.map((dim, i) => {
    if (typeof dim === 'number') return dim;
    const size = dim === null ? (i === 0 ? batch : undefined) : symbols.get(dim);
    if (size === undefined)
      open.push(`dimension ${i}${dim === null ? '' : ` '${dim}'`} of input '${input.name}'`);
    return size ?? 0;
  });
}

function checkSize(name: string, shape: Shape): void {
  try {
    countOf(shape);
  } catch (error) {
    if (error instanceof NodeProblem)
      throw new OnnxError('binding-mismatch', `input '${name}': ${error.message}`);
    throw error;
  }
}
