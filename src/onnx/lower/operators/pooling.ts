import type { Lowering, LoweringTable } from '../lowering.js';
import { windowOf } from '../../operators/windows.js';
import { slidingWindow } from './windows.js';

type Mode = 'max' | 'average' | 'norm';

function pool(mode: Mode): Lowering {
  return (context) => {
    if (context.int('channels_last', 0) === 1) return undefined;
    const kernel = context.ints('kernel_shape') ?? [];
    const { dilations, ...window } = slidingWindow(windowOf(context, kernel.length, kernel));
    const returnsIndices = context.readOutputs.includes(1);
    return {
      operation: {
        kind: 'pooling',
        mode,
        ...window,
        ceilMode: context.int('ceil_mode', 0) === 1,
        ...(dilations.every((step) => step === 1) ? {} : { dilations }),
        ...(returnsIndices ? { returnsIndices } : {}),
      },
      outputs: returnsIndices ? [0, 1] : [0],
    };
  };
}

const globalPool =
  (mode: Mode): Lowering =>
  (context) =>
    context.int('channels_last', 0) === 1 ? undefined : { operation: { kind: 'global-pooling', mode } };

export const POOLING: LoweringTable = {
  MaxPool: pool('max'),
  AveragePool: pool('average'),
  LpPool: pool('norm'),
  GlobalMaxPool: globalPool('max'),
  GlobalAveragePool: globalPool('average'),
  GlobalLpPool: globalPool('norm'),
};

export const MICROSOFT_POOLING: LoweringTable = {
  QLinearAveragePool: pool('average'),
  QLinearGlobalAveragePool: globalPool('average'),
};
