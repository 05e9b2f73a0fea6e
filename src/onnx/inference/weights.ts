import type { DataType } from '../../core/network/data-type.js';
import { elementCount } from '../../core/network/tensor.js';
import { isComplex, isFloat } from '../element-type.js';
import type { InferredNode, InferredValue, WeightUse } from './result.js';

const INTEGER_WEIGHT_TYPES: ReadonlySet<DataType> = new Set([
  'int4',
  'uint4',
  'int8',
  'uint8',
  'int16',
  'uint16',
] as const);

/** 64-bit integers and booleans are indices and masks; 32-bit ones only count as biases of quantised layers. */
const mayHoldWeights = (dataType: DataType, int32Weights: boolean): boolean =>
  isFloat(dataType) ||
  isComplex(dataType) ||
  INTEGER_WEIGHT_TYPES.has(dataType) ||
  (int32Weights && dataType === 'int32');

/** The constant tensors that a node reads as weights, each once. `isShared` is decided when all nodes are known. */
export function weightsOf(
  inputs: readonly string[],
  valueOf: (name: string) => InferredValue | undefined,
  int32Weights: boolean,
): WeightUse[] {
  const weights: WeightUse[] = [];
  for (const name of new Set(inputs)) {
    const value = valueOf(name);
    if (!value?.isConstant || !mayHoldWeights(value.type.dataType, int32Weights)) continue;
    weights.push({
      value: name,
      elements: elementCount(value.type.shape),
      dataType: value.type.dataType,
      isInitializer: value.initializer !== undefined,
      isShared: false,
    });
  }
  return weights;
}

/** Weights of several nodes, each value once. */
export const mergeWeights = (lists: readonly (readonly WeightUse[])[]): WeightUse[] => [
  ...new Map(lists.flat().map((weight) => [weight.value, weight])).values(),
];

/** The nodes with `isShared` set on weights that more than one of them reads. */
export function markShared(nodes: readonly InferredNode[]): InferredNode[] {
  const readers = new Map<string, number>();
  for (const { weights } of nodes) {
    for (const { value } of weights) readers.set(value, (readers.get(value) ?? 0) + 1);
  }
  const isShared = ({ value }: WeightUse): boolean => readers.get(value)! > 1;
  return nodes.map((node) =>
    node.weights.some(isShared)
      ? { ...node, weights: node.weights.map((weight) => ({ ...weight, isShared: isShared(weight) })) }
      : node,
  );
}
