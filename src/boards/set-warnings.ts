import { extrapolations, type CoefficientSet, type Extrapolation, type Network } from '../core/index.js';

export const SET_WARNING_CODES = ['low-quality', 'extrapolation', 'energy-unknown', 'other-batch'] as const;

/** What to know before trusting the figures that a coefficient set gives. */
export interface SetWarning {
  readonly code: (typeof SET_WARNING_CODES)[number];
  readonly message: string;
}

/** What a caution looks at. */
type CautionedSet = Pick<CoefficientSet, 'precision' | 'batch' | 'energy' | 'latency' | 'quality'>;

/** What there is to say of one network on one set; `of`: how the board is spoken of, such as `the device`. */
type Caution = (of: string, network: Network, set: CautionedSet) => SetWarning[];

const unknownEnergy: Caution = (of, _network, { energy }) => {
  if (energy !== null) return [];
  return [
    {
      code: 'energy-unknown',
      message: `The coefficients of ${of} hold no energy: whatever it has a part in stays unknown (null).`,
    },
  ];
};

/** Costs are fitted at one batch; nothing is scaled to another. */
export const otherBatch: Caution = (of, { inputs, tensors }, { batch }) => {
  const [asked, ...others] = new Set(inputs.map((index) => tensors[index]!.shape[0]));
  if (asked === undefined || others.length > 0 || asked === batch) return [];
  return [
    {
      code: 'other-batch',
      message:
        `The coefficients of ${of} were measured at batch ${batch}; the inputs of the network begin with ${asked}. ` +
        'If that is its batch, the figures are extrapolations.',
    },
  ];
};

export const lowQuality: Caution = (of, _network, { quality, energy, latency }) => {
  if (quality !== 'low') return [];
  const networks = energy?.statistics?.networkCount ?? latency?.statistics?.networkCount;
  return [
    {
      code: 'low-quality',
      message:
        `The coefficients of ${of} are of low quality` +
        (networks === undefined ? '.' : `: they rest on ${networks} networks.`),
    },
  ];
};

export const outsideOfFit: Caution = (of, network, set) => {
  const cost = set.latency ?? set.energy;
  if (cost === null) return [];
  return extrapolations(network, cost, set.precision).map((extrapolation) => ({
    code: 'extrapolation',
    message: `On ${of}, ${describeExtrapolation(extrapolation)}`,
  }));
};

function describeExtrapolation({ layerClass, outside, measured, layers }: Extrapolation): string {
  const which =
    layers.length <= 3 ? layers.join(', ') : `${layers.slice(0, 3).join(', ')} and ${layers.length - 3} more`;
  if (measured === null) {
    return `${layerClass} layers were not measured and are costed as convolutions (${which}).`;
  }
  const unit = outside === 'kernels' ? 'kernels' : 'MACs';
  return `${layerClass} layers were measured from ${measured.min} to ${measured.max} ${unit}; outside are ${which}.`;
}

/** Everything that there is to say. */
export const setWarnings: Caution = (of, network, set) =>
  [unknownEnergy, otherBatch, lowQuality, outsideOfFit].flatMap((caution) => caution(of, network, set));
