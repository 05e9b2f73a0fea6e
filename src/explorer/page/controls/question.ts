import { figures } from '../../../charts/options/index.js';
import type { NetworkDetailDto } from '../../../networks/index.js';
import { boardOf, pictureElements, type Catalogue } from '../state/catalogue.js';
import type { ExplorerState } from '../state/fields.js';
import { BATCH_SCALE, RATE_SCALE, ROUND_TRIP_SCALE, SLOWDOWN_SCALE } from '../state/scales.js';
import { choiceOf, choicesOf } from '../state/sets.js';
import { byId } from '../view/dom.js';
import {
  bindCheck,
  bindNumber,
  bindRadios,
  bindSelect,
  bindSlider,
  type Change,
  type Show,
} from './bindings.js';
import { fill, type Choice } from './options.js';

const TIERS = ['device', 'edge', 'cloud'] as const;
type Tier = (typeof TIERS)[number];

/** The controls of the page: what they are set to goes to `change`; the result shows a state on them. */
export function bindQuestion(change: Change): Show {
  const shows = [
    ...sliders(change),
    ...selects(change),
    ...numbers(change),
    bindCheck('input-stays', 'inputStaysOnDevice', change),
    bindRadios('cost', 'cost', change),
  ];
  return (state) => {
    for (const show of shows) show(state);
    byId('cloud-fields', HTMLElement).hidden = state.cloud === '';
    byId('own-link', HTMLElement).hidden = state.link !== '';
    byId('weights', HTMLElement).hidden = state.objective !== 'weightedSum';
  };
}

const sliders = (change: Change): Show[] => [
  bindSlider('rate', 'rateMbps', { scale: RATE_SCALE, write: figures.rate }, change),
  bindSlider('round-trip', 'roundTripMs', { scale: ROUND_TRIP_SCALE, write: figures.latency }, change),
  bindSlider('slowdown', 'slowdown', { scale: SLOWDOWN_SCALE, write: slowdownOf }, change),
  bindSlider('batch', 'batch', { scale: BATCH_SCALE, write: String }, change),
];

const slowdownOf = (factor: number): string =>
  factor === 1 ? 'serves nobody else' : `${figures.times(factor)} slower`;

const selects = (change: Change): Show[] => [
  bindSelect('network', 'network', change),
  bindSelect('device-set', 'deviceSet', change),
  bindSelect('edge-set', 'edgeSet', change),
  bindSelect('cloud-set', 'cloudSet', change),
  // Another board has other sets: its first one is chosen.
  bindSelect('device', 'device', (patch) => {
    change({ ...patch, deviceSet: '' });
  }),
  bindSelect('edge', 'edge', (patch) => {
    change({ ...patch, edgeSet: '' });
  }),
  bindSelect('cloud', 'cloud', (patch) => {
    change({ ...patch, cloudSet: '' });
  }),
  bindSelect('link', 'link', change),
  bindSelect('input', 'input', change),
  bindSelect('transfer', 'transfer', change),
  bindSelect('objective', 'objective', change),
];

const numbers = (change: Change): Show[] => [
  bindNumber('backhaul-rate', 'backhaulRateMbps', change),
  bindNumber('backhaul-round-trip', 'backhaulRoundTripMs', change),
  bindNumber('downlink', 'downlinkRateMbps', change),
  bindNumber('radio-up', 'radioUpNjPerBit', change),
  bindNumber('radio-down', 'radioDownNjPerBit', change),
  bindNumber('weight-latency', 'weightLatency', change),
  bindNumber('weight-device', 'weightDevice', change),
  bindNumber('weight-system', 'weightSystem', change),
  bindNumber('max-latency', 'maxLatencyMs', change),
  bindNumber('max-energy', 'maxDeviceEnergyJ', change),
  bindNumber('max-device-memory', 'maxDeviceMemoryMb', change),
  bindNumber('max-edge-memory', 'maxEdgeMemoryMb', change),
  bindNumber('min-share', 'minDevicePercent', change),
  bindNumber('max-share', 'maxDevicePercent', change),
];

/** Lists what the service has: networks, boards with their coefficient sets, links. */
export function offer(catalogue: Catalogue, state: ExplorerState): void {
  fill('network', networksOf(catalogue), state.network);
  fill('link', linksOf(catalogue), state.link);
  for (const tier of TIERS) offerBoard(tier, catalogue, state);
}

function offerBoard(tier: Tier, catalogue: Catalogue, state: ExplorerState): void {
  const boards = catalogue.boards.map(({ id, name, coefficientSets }) => ({
    value: id,
    label: coefficientSets.length === 0 ? `${name} (no coefficients)` : name,
    disabled: coefficientSets.length === 0,
  }));
  const none = tier === 'cloud' ? [{ value: '', label: 'none' }] : [];
  fill(tier, [...none, ...boards], state[tier]);
  const board = boardOf(catalogue, state[tier]);
  if (board === undefined) return;
  const sets = choicesOf(board).map(({ key, label }) => ({ value: key, label }));
  fill(`${tier}-set`, sets, choiceOf(board, state[`${tier}Set`])?.key ?? '');
}

const networksOf = ({ networks }: Catalogue): Choice[] =>
  networks
    .map(({ id, name, origin, macs }) => ({
      value: id,
      label: `${name} (${figures.macs(macs)})`,
      group: origin === 'zoo' ? 'Zoo' : 'Stored',
    }))
    .sort((a, b) => a.group.localeCompare(b.group));

const linksOf = ({ links }: Catalogue): Choice[] => [
  ...links.map(({ id, name }) => ({ value: id, label: name })),
  { value: '', label: 'another one' },
];

/** Pixels can only be sent to a network that takes one picture. */
export function offerEncodings(network: NetworkDetailDto): void {
  byId('input', HTMLSelectElement).disabled = pictureElements(network) === null;
}
