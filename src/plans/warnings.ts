import { extrapolations, type Extrapolation, type Network } from '../core/index.js';
import type { StoredCoefficientSet } from '../boards/index.js';
import type { LinkDto } from './link.dto.js';
import type { WarningDto } from './plan-answer.dto.js';
import type { PricedTier } from './priced-plans.js';

/** What to know before trusting the figures of a plan. */
export function warningsOf(
  network: Network,
  device: PricedTier,
  edge: PricedTier,
  link: LinkDto,
): WarningDto[] {
  const sides = [
    { side: 'device', set: device.coefficientSet },
    { side: 'edge', set: edge.coefficientSet },
  ] as const;
  return [
    ...mixedBoundaries(device.coefficientSet, edge.coefficientSet),
    ...idlePower(device),
    ...radio(link),
    ...sides.flatMap(({ side, set }) => unknownEnergy(side, set)),
    ...sides.flatMap(({ side, set }) => otherBatch(side, network, set)),
    ...sides.flatMap(({ side, set }) => lowQuality(side, set)),
    ...sides.flatMap(({ side, set }) => outsideOfFit(side, network, set)),
  ];
}

function mixedBoundaries(device: StoredCoefficientSet, edge: StoredCoefficientSet): WarningDto[] {
  if (device.boundary === edge.boundary) return [];
  return [
    {
      code: 'mixed-boundaries',
      message:
        `Device energy was measured at the boundary '${device.boundary}', edge energy at '${edge.boundary}': ` +
        'their sum, systemEnergyJ, mixes the two.',
    },
  ];
}

function idlePower({ board, idlePower: power }: PricedTier): WarningDto[] {
  if (power !== null) return [];
  return [
    {
      code: 'idle-power-unknown',
      message:
        `The idle power of ${board.name} is not known: its energy while it waits is not counted, so dividing ` +
        'looks better than it is. Give /device/idlePowerW.',
    },
  ];
}

function radio({ uplink, downlink = uplink }: LinkDto): WarningDto[] {
  const silent = [uplink, downlink].every(
    ({ radioBaseMw, radioSlopeMwPerMbps }) => radioBaseMw === 0 && radioSlopeMwPerMbps === 0,
  );
  if (!silent) return [];
  return [
    {
      code: 'radio-not-counted',
      message: 'The link has no radio power: the energy of sending and receiving is not counted.',
    },
  ];
}

function unknownEnergy(side: string, { energy }: StoredCoefficientSet): WarningDto[] {
  if (energy !== null) return [];
  return [
    {
      code: 'energy-unknown',
      message: `The coefficients of the ${side} hold no energy: whatever it has a part in stays unknown (null).`,
    },
  ];
}

/** Costs are fitted at one batch; nothing is scaled to another. */
function otherBatch(
  side: string,
  { inputs, tensors }: Network,
  { batch }: StoredCoefficientSet,
): WarningDto[] {
  const [asked, ...others] = new Set(inputs.map((index) => tensors[index]!.shape[0]));
  if (asked === undefined || others.length > 0 || asked === batch) return [];
  return [
    {
      code: 'other-batch',
      message:
        `The coefficients of the ${side} were measured at batch ${batch}; the inputs of the network begin with ${asked}. ` +
        'If that is its batch, the figures are extrapolations.',
    },
  ];
}

function lowQuality(side: string, { quality, energy, latency }: StoredCoefficientSet): WarningDto[] {
  if (quality !== 'low') return [];
  const networks = energy?.statistics?.networkCount ?? latency?.statistics?.networkCount;
  return [
    {
      code: 'low-quality',
      message:
        `The coefficients of the ${side} are of low quality` +
        (networks === undefined ? '.' : `: they rest on ${networks} networks.`),
    },
  ];
}

function outsideOfFit(side: string, network: Network, set: StoredCoefficientSet): WarningDto[] {
  const cost = set.latency ?? set.energy;
  if (cost === null) return [];
  return extrapolations(network, cost, set.precision).map((extrapolation) => ({
    code: 'extrapolation',
    message: `On the ${side}, ${describeExtrapolation(extrapolation)}`,
  }));
}

function describeExtrapolation({ layerClass, outside, measured, layers }: Extrapolation): string {
  const which =
    layers.length <= 3 ? layers.join(', ') : `${layers.slice(0, 3).join(', ')} and ${layers.length - 3} more`;
  if (measured === null) {
    return `${layerClass} layers were not measured and are costed as convolutions (${which}).`;
  }
  const unit = outside === 'kernels' ? 'kernels' : 'MACs';
  return `${layerClass} layers were measured from ${measured.min} to ${measured.max} ${unit}; outside are ${which}.`;
}
