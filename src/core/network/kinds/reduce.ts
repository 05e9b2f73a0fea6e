import { resolveAxes } from './checks.js';
import { memoryBound, noWork, ONE_INPUT, type LayerRules } from './rules.js';

/** One value of all elements along `axes`. */
export interface Reduce {
  readonly kind: 'reduce';
  readonly function: ReduceFunction;
  readonly axes: readonly number[];
  /** Whether the reduced dimensions stay, with size 1. */
  readonly keepsDimensions: boolean;
}

const POSITION_FUNCTIONS = ['arg-max', 'arg-min'] as const;
export const REDUCE_FUNCTIONS = [
  'sum',
  'mean',
  'maximum',
  'minimum',
  'product',
  'l1',
  'l2',
  'sum-of-squares',
  'log-sum',
  'log-sum-exp',
  ...POSITION_FUNCTIONS,
] as const;
export type ReduceFunction = (typeof REDUCE_FUNCTIONS)[number];

export const reduce: LayerRules<Reduce> = {
  inputCount: ONE_INPUT,
  outputs(operation, [input]) {
    const { shape, dataType } = input!;
    const reduced = new Set(resolveAxes(operation.axes, shape.length));
    const kept = shape.flatMap((size, axis) =>
      reduced.has(axis) ? (operation.keepsDimensions ? [1] : []) : [size],
    );
    const findsPosition = (POSITION_FUNCTIONS as readonly string[]).includes(operation.function);
    return [{ shape: kept, dataType: findsPosition ? 'int64' : dataType }];
  },
  work: noWork,
  layerClass: memoryBound,
};
