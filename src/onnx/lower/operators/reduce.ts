import type { ReduceFunction } from '../../../core/network/kinds/reduce.js';
import { reductionAxes } from '../../operators/reduce.js';
import type { Lowering, LoweringTable } from '../lowering.js';

const reduction =
  (name: ReduceFunction): Lowering =>
  (context) => ({
    operation: {
      ...{ kind: 'reduce', function: name, axes: [...reductionAxes(context, context.shape(0).length)] },
      keepsDimensions: context.int('keepdims', 1) === 1,
    },
  });

const position =
  (name: ReduceFunction): Lowering =>
  (context) => ({
    operation: {
      ...{ kind: 'reduce', function: name, axes: [context.int('axis', 0)] },
      keepsDimensions: context.int('keepdims', 1) === 1,
    },
  });

export const REDUCE: LoweringTable = {
  ReduceSum: reduction('sum'),
  ReduceMean: reduction('mean'),
  ReduceMax: reduction('maximum'),
  ReduceMin: reduction('minimum'),
  ReduceProd: reduction('product'),
  ReduceL1: reduction('l1'),
  ReduceL2: reduction('l2'),
  ReduceSumSquare: reduction('sum-of-squares'),
  ReduceLogSum: reduction('log-sum'),
  ReduceLogSumExp: reduction('log-sum-exp'),
  ArgMax: position('arg-max'),
  ArgMin: position('arg-min'),
};
