import type { CostedWork } from './layer-class.js';

/** A part of a layer's cost beside its slope: cost = coefficient · feature. */
export interface LayerTerm {
  readonly formula: string;
  readonly source: string;
  /** With fewer networks a calibration does not try it: among many terms some fit nine networks by chance. */
  readonly leastNetworks: number;
  feature(work: CostedWork): number;
}

/** Every such part; a new one is a row here. */
export const LAYER_TERMS = {
  perActivationByte: {
    formula: 'perActivationByte · (activation bytes in + out)',
    source: 'memory traffic; Horowitz, ISSCC 2014: moving a word costs more than computing with it',
    leastNetworks: 0,
    feature: ({ activationBytes }) => activationBytes,
  },
  perWeightByte: {
    formula: 'perWeightByte · weight bytes',
    source: 'memory traffic; apart from activations, for weights are read once and do not stay in caches',
    leastNetworks: 0,
    feature: ({ weightBytes }) => weightBytes,
  },
  perLayer: {
    formula: 'perLayer',
    source: 'launch and synchronisation of a layer',
    leastNetworks: 0,
    feature: () => 1,
  },
  perPatchByte: {
    formula: 'perPatchByte · (bytes that the windows of a convolution larger than 1×1 gather)',
    source:
      'unrolling convolutions into matrices; Chellapilla, Puri, Simard, High Performance Convolutional Neural Networks ' +
      'for Document Processing, IWFHR 2006',
    leastNetworks: 16,
    feature: ({ layerClass, gatheredBytes }) => (layerClass === 'memory-bound' ? 0 : gatheredBytes),
  },
  perPooledByte: {
    formula: 'perPooledByte · (bytes that the windows of a pooling gather)',
    source:
      'a pooling reads every window, and is bound by neither MACs nor traffic where runtimes do not vectorise it',
    leastNetworks: 16,
    feature: ({ layerClass, gatheredBytes }) => (layerClass === 'memory-bound' ? gatheredBytes : 0),
  },
} as const satisfies Record<string, LayerTerm>;

export type LayerTermName = keyof typeof LAYER_TERMS;
export const LAYER_TERM_NAMES = Object.keys(LAYER_TERMS) as readonly LayerTermName[];

/** Parts of the cost of a network beside the slopes of its layers. */
export type CostTermName = LayerTermName | 'perInference';
export const COST_TERM_NAMES: readonly CostTermName[] = [...LAYER_TERM_NAMES, 'perInference'];

/** Terms that every cost model states. */
const COMMON_TERM_NAMES = ['perActivationByte', 'perWeightByte', 'perLayer', 'perInference'] as const;
export type CommonTermName = (typeof COMMON_TERM_NAMES)[number];
/** Terms that a cost model has only where a calibration chose them. */
export type SpecialTermName = Exclude<CostTermName, CommonTermName>;
export const SPECIAL_TERM_NAMES = COST_TERM_NAMES.filter(
  (term): term is SpecialTermName => !COMMON_TERM_NAMES.some((common) => common === term),
);
