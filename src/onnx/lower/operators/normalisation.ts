import type { NormalisationMode } from '../../../core/network/kinds/normalisation.js';
import type { Lowering, LoweringTable } from '../lowering.js';

/** Modes whose scale is input 1 and whose shift is input 2. */
const scaled =
  (mode: NormalisationMode): Lowering =>
  (context) => ({
    operation: { kind: 'normalisation', mode, scale: context.has(1), shift: context.has(2) },
  });

/** Modes that normalise the dimensions from an axis on. */
const fromAxis =
  (mode: 'layer' | 'rms'): Lowering =>
  (context) => ({
    operation: {
      ...{ kind: 'normalisation', mode, scale: context.has(1), shift: context.has(2) },
      axis: context.int('axis', -1),
    },
  });

const groups: Lowering = (context) => ({
  operation: {
    ...{ kind: 'normalisation', mode: 'group', scale: true, shift: true },
    groups: context.requiredInt('num_groups'),
  },
});

const unscaled =
  (mode: NormalisationMode): Lowering =>
  () => ({ operation: { kind: 'normalisation', mode, scale: false, shift: false } });

const softmax: Lowering = (context) => ({
  operation: { kind: 'softmax', axis: context.int('axis', context.opset < 13 ? 1 : -1) },
});

export const NORMALISATION: LoweringTable = {
  BatchNormalization: scaled('batch'),
  InstanceNormalization: scaled('instance'),
  GroupNormalization: groups,
  LayerNormalization: fromAxis('layer'),
  RMSNormalization: fromAxis('rms'),
  SimplifiedLayerNormalization: fromAxis('rms'),
  LRN: unscaled('local-response'),
  LpNormalization: unscaled('norm'),
  MeanVarianceNormalization: unscaled('instance'),
  Softmax: softmax,
  LogSoftmax: softmax,
  Hardmax: softmax,
};

export const MICROSOFT_NORMALISATION: LoweringTable = {
  SimplifiedLayerNormalization: fromAxis('rms'),
  QLinearSoftmax: (context) => ({ operation: { kind: 'softmax', axis: context.int('axis', -1) } }),
};
