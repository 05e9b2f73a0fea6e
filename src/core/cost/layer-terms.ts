import type { CostedWork } from './layer-class.js';

/** A part of a layer's cost beside its slope: cost = coefficient · feature. */
export interface LayerTerm {
  readonly formula: string;
  readonly source: string;
  feature(work: CostedWork): number;
}

/** Every such part; a new one is a row here. */
export const LAYER_TERMS = {
  perActivationByte: {
    formula: 'perActivationByte · (activation bytes in + out)',
    source: 'memory traffic; Horowitz, ISSCC 2014: moving a word costs more than computing with it',
    feature: ({ activationBytes }) => activationBytes,
  },
  perWeightByte: {
    formula: 'perWeightByte · weight bytes',
    source: 'memory traffic; apart from activations, for weights are read once and do not stay in caches',
    feature: ({ weightBytes }) => weightBytes,
  },
  perLayer: {
    formula: 'perLayer',
    source: 'launch and synchronisation of a layer',
    feature: () => 1,
  },
} as const satisfies Record<string, LayerTerm>;

export type LayerTermName = keyof typeof LAYER_TERMS;
export const LAYER_TERM_NAMES = Object.keys(LAYER_TERMS) as readonly LayerTermName[];

/** Parts of the cost of a network beside the slopes of its layers. */
export type CostTermName = LayerTermName | 'perInference';
export const COST_TERM_NAMES: readonly CostTermName[] = [...LAYER_TERM_NAMES, 'perInference'];
