import { CoreError } from '../../errors.js';
import { safeProduct, type TensorType } from '../tensor.js';
import { checkIntegers, checkLeastRank, resolveAxis } from './checks.js';
import { memoryBound, ONE_INPUT, type LayerRules } from './rules.js';

/** The shape stays. */
export interface Normalisation {
  readonly kind: 'normalisation';
  readonly mode: NormalisationMode;
  /** Whether it has a learnt factor for each channel (`layer`, `rms`: for each normalised element). */
  readonly scale: boolean;
  /** Whether it has a learnt summand for each. */
  readonly shift: boolean;
  /** `layer` and `rms`: the first normalised dimension; the last one where absent. */
  readonly axis?: number;
  /** `group`: into how many groups the channels are divided. */
  readonly groups?: number;
}

export const NORMALISATION_MODES = [
  'batch',
  'layer',
  'instance',
  'group',
  'local-response',
  'rms',
  'norm',
] as const;
export type NormalisationMode = (typeof NORMALISATION_MODES)[number];

/** Weights = (scale + shift) · normalised elements; running statistics are not weights. */
export const normalisation: LayerRules<Normalisation> = {
  inputCount: ONE_INPUT,
  outputs(operation, [input]) {
    checkLeastRank(input!, 1, '[..., channels or features, ...]');
    if (operation.mode === 'group') checkGroups(operation, channelsOf(input!));
    scaledElements(operation, input!); // an axis outside the input is refused here
    return [input!];
  },
  work(operation, [input]) {
    const perElement = Number(operation.scale) + Number(operation.shift);
    return { macs: 0, weightElements: perElement * scaledElements(operation, input!) };
  },
  layerClass: memoryBound,
  // The statistics of a batch normalisation are constants, so it folds into the weights before it. The
  // others depend on the whole output of the layer before and run behind it.
  fusionRole: ({ mode }) => (mode === 'batch' ? 'normalisation' : null),
};

function scaledElements({ mode, axis }: Normalisation, input: TensorType): number {
  if (mode !== 'layer' && mode !== 'rms') return channelsOf(input);
  return safeProduct(input.shape.slice(resolveAxis(axis ?? -1, input.shape.length)));
}

/** The second dimension; a lone dimension holds the channels themselves. */
const channelsOf = ({ shape }: TensorType): number => shape[1] ?? shape[0]!;

function checkGroups({ groups = 0 }: Normalisation, channels: number): void {
  checkIntegers('groups', [groups], 1);
  if (channels % groups === 0) return;
  throw new CoreError(
    'shape-mismatch',
    `groups: got ${groups}, expected a divisor of the input channels (${channels})`,
    { parameter: 'groups' },
  );
}
