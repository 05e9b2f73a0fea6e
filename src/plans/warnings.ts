import { lowQuality, otherBatch, outsideOfFit } from '../boards/index.js';
import {
  onceEach,
  rememberAll,
  type Boundary,
  type Network,
  type TierName,
  type TransferPrecision,
} from '../core/index.js';
import type { UsedLinkDto } from './links/link.dto.js';
import type { WarningDto } from './plan-answer.dto.js';
import type { PricedTier, TierCoefficients, UsedLinks } from './priced-plans.js';

interface Warned {
  readonly network: Network;
  readonly tiers: readonly PricedTier[];
  readonly links: UsedLinks;
  readonly precisions: readonly TransferPrecision[];
}

/** What to know before trusting the figures of a plan: the same list wherever it is the same, so that it is written once. */
export function warningsOf({ network, tiers, links, precisions }: Warned): readonly WarningDto[] {
  const [device, edge, cloud] = tiers;
  const list = listsBySilentLinks(ofTiers(network, device!, edge!, cloud ?? null), precisions);
  return list(LINK_NAMES.reduce((mask, name, bit) => (isSilent(links[name]) ? mask | (1 << bit) : mask), 0));
}

const LINK_NAMES = ['link', 'backhaul', 'directLink'] as const satisfies readonly (keyof UsedLinks)[];

const listsBySilentLinks = rememberAll(
  ({ together, apart }: ReturnType<typeof warningsOfTiers>, precisions: readonly TransferPrecision[]) =>
    onceEach((silentLinks: number): readonly WarningDto[] => [
      ...together,
      ...LINK_NAMES.filter((_, bit) => (silentLinks & (1 << bit)) !== 0).map(radioNotCounted),
      ...conversion(precisions),
      ...apart,
    ]),
);

/** Found once for a network and its tiers. */
const ofTiers = rememberAll(
  (network: Network, device: PricedTier, edge: PricedTier, cloud: PricedTier | null) =>
    warningsOfTiers(network, [device, edge, ...(cloud === null ? [] : [cloud])]),
);

function warningsOfTiers(
  network: Network,
  tiers: readonly PricedTier[],
): { readonly together: readonly WarningDto[]; readonly apart: readonly WarningDto[] } {
  const each = (warn: (side: TierName, coefficients: TierCoefficients) => WarningDto[]): WarningDto[] =>
    tiers.flatMap(({ role, modes }) =>
      distinct(modes.flatMap(({ coefficients }) => (coefficients === null ? [] : warn(role, coefficients)))),
    );
  return {
    together: [...mixedBoundaries(tiers), ...idlePower(tiers[0]!)],
    apart: [
      ...tiers.flatMap(unknownEnergy),
      ...[otherBatch, lowQuality, outsideOfFit].flatMap((caution) =>
        each((side, set) => caution(`the ${side}`, set, network)),
      ),
    ],
  };
}

/** Power modes of one board often have the same to say. */
const distinct = (warnings: readonly WarningDto[]): WarningDto[] => [
  ...new Map(warnings.map((warning) => [warning.message, warning])).values(),
];

function mixedBoundaries(tiers: readonly PricedTier[]): WarningDto[] {
  const known = tiers.map(({ role, modes }) => ({
    role,
    boundaries: new Set(
      modes.flatMap(({ coefficients }) => (coefficients?.boundary ? [coefficients.boundary] : [])),
    ),
  }));
  const all = new Set<Boundary>(known.flatMap(({ boundaries }) => [...boundaries]));
  if (all.size < 2) return [];
  const described = known
    .filter(({ boundaries }) => boundaries.size > 0)
    .map(({ role, boundaries }) => `${role} energy at the boundary '${[...boundaries].join("' or '")}'`);
  const list = `${described.slice(0, -1).join(', ')} and ${described.at(-1)}`;
  return [
    {
      code: 'mixed-boundaries',
      message: `Measured were ${list}: their sum, systemEnergyJ, mixes them.`,
    },
  ];
}

function idlePower({ board, idlePower: power }: PricedTier): WarningDto[] {
  if (power !== null) return [];
  return [
    {
      code: 'idle-power-unknown',
      message:
        `The idle power of ${board?.name ?? 'the device'} is not known: its energy while it waits is not counted, ` +
        'so dividing looks better than it is. Give /device/idlePowerW.',
    },
  ];
}

/** Whether sending and receiving is without energy. */
const isSilent = (link: UsedLinkDto | null): boolean =>
  link !== null && isWithoutRadio(link.uplink) && isWithoutRadio(link.downlink);

const isWithoutRadio = ({ radioBaseMw, radioSlopeMwPerMbps }: UsedLinkDto['uplink']): boolean =>
  radioBaseMw === 0 && radioSlopeMwPerMbps === 0;

const radioNotCounted = (link: keyof UsedLinks): WarningDto => ({
  code: 'radio-not-counted',
  message: `The ${link} has no radio power: the energy of sending and receiving is not counted.`,
});

function conversion(precisions: readonly TransferPrecision[]): WarningDto[] {
  const free = precisions.filter(
    ({ name, encodeElement, decodeElement }) =>
      name !== 'stored' && encodeElement.latency === 0 && decodeElement.latency === 0,
  );
  if (free.length === 0) return [];
  return [
    {
      code: 'conversion-not-counted',
      message:
        `Converting tensors to ${free.map(({ name }) => name).join(', ')} is counted as free; ` +
        'give encodeNsPerElement and decodeNsPerElement. What it costs in accuracy is not known here.',
    },
  ];
}

function unknownEnergy({ role, modes }: PricedTier): WarningDto[] {
  if (modes.every(({ tier }) => tier.costs.energy !== null)) return [];
  return [
    {
      code: 'energy-unknown',
      message: `Of the ${role}, no energy is known: whatever it has a part in stays unknown (null).`,
    },
  ];
}
