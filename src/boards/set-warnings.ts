import {
  extrapolations,
  rememberAll,
  type CoefficientSet,
  type Extrapolation,
  type Network,
} from '../core/index.js';

export const SET_WARNING_CODES = [
  'low-quality',
  'extrapolation',
  'energy-unknown',
  'latency-unknown',
  'other-batch',
] as const;

export type SetWarningCode = (typeof SET_WARNING_CODES)[number];

/** What to know before trusting the figures that a coefficient set gives. */
export interface SetWarning<Code extends SetWarningCode = SetWarningCode> {
  readonly code: Code;
  readonly message: string;
}

/** What a caution looks at. */
type CautionedSet = Pick<CoefficientSet, 'precision' | 'batch' | 'energy' | 'latency' | 'quality'>;

/** What there is to say of a set; `of`: how the board is spoken of, such as `the device`. */
type SetCaution<Code extends SetWarningCode = SetWarningCode> = (
  of: string,
  set: CautionedSet,
) => SetWarning<Code>[];
/** What there is to say of one network on a set. */
type Caution<Code extends SetWarningCode = SetWarningCode> = (
  of: string,
  set: CautionedSet,
  network: Network,
) => SetWarning<Code>[];

const unknownEnergy: SetCaution<'energy-unknown'> = (of, { energy }) => {
  if (energy !== null) return [];
  return [
    {
      code: 'energy-unknown',
      message: `The coefficients of ${of} hold no energy: whatever it has a part in stays unknown (null).`,
    },
  ];
};

const unknownLatency: SetCaution<'latency-unknown'> = (of, { latency }) => {
  if (latency !== null) return [];
  return [
    {
      code: 'latency-unknown',
      message: `The coefficients of ${of} hold no latency: it stays unknown (null).`,
    },
  ];
};

/** Costs are fitted at one batch; nothing is scaled to another. What inputs begin with in its place, or null. */
export function otherBatchOf(
  { inputs, tensors }: Network,
  { batch }: Pick<CautionedSet, 'batch'>,
): number | null {
  const [asked, ...others] = new Set(inputs.map((index) => tensors[index]!.shape[0]));
  return asked === undefined || others.length > 0 || asked === batch ? null : asked;
}

export const otherBatch: Caution<'other-batch'> = (of, set, network) => {
  const asked = otherBatchOf(network, set);
  if (asked === null) return [];
  return [
    {
      code: 'other-batch',
      message:
        `The coefficients of ${of} were measured at batch ${set.batch}; the inputs of the network begin with ${asked}. ` +
        'If that is its batch, the figures are extrapolations.',
    },
  ];
};

export const lowQuality: SetCaution<'low-quality'> = (of, { quality, energy, latency }) => {
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

/** Found once for a network and a set. */
const extrapolationsOf = rememberAll(
  (network: Network, { latency, energy, precision }: CautionedSet): Extrapolation[] => {
    const cost = latency ?? energy;
    return cost === null ? [] : extrapolations(network, cost, precision);
  },
);

export const outsideOfFit: Caution<'extrapolation'> = (of, set, network) =>
  extrapolationsOf(network, set).map((extrapolation) => ({
    code: 'extrapolation',
    message: `On ${of}, ${describeExtrapolation(extrapolation)}`,
  }));

function describeExtrapolation({ layerClass, outside, measured, layers }: Extrapolation): string {
  const which =
    layers.length <= 3 ? layers.join(', ') : `${layers.slice(0, 3).join(', ')} and ${layers.length - 3} more`;
  if (measured === null) {
    return `${layerClass} layers were not measured and are costed as convolutions (${which}).`;
  }
  const unit = outside === 'kernels' ? 'kernels' : 'MACs';
  return `${layerClass} layers were measured from ${measured.min} to ${measured.max} ${unit}; outside are ${which}.`;
}

/** Everything that there is to say of a set, whatever runs on its board. */
export const warningsOfSet: SetCaution = (of, set) => [
  ...unknownEnergy(of, set),
  ...unknownLatency(of, set),
  ...lowQuality(of, set),
];

/** Everything that there is to say. */
export const setWarnings: Caution = (of, set, network) => [
  ...warningsOfSet(of, set),
  ...otherBatch(of, set, network),
  ...outsideOfFit(of, set, network),
];
