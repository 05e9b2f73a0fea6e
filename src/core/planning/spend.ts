import { costBetween } from './cut-costs.js';
import { LEDGER_ITEMS, type LedgerColumns, type LedgerItemName } from './ledger.js';
import { remember } from '../memo.js';
import type { HopPrices, Pricing } from './pricing.js';

const at = (item: LedgerItemName): number => LEDGER_ITEMS.indexOf(item);
const DEVICE_LAYERS = at('device-layers');
const DEVICE_INFERENCE = at('device-inference');
const ENCODE = at('encode');
const UPLINK = at('uplink');
const DECODE = at('decode');
const EDGE_LAYERS = at('edge-layers');
const EDGE_INFERENCE = at('edge-inference');
const EDGE_ENCODE = at('edge-encode');
const EDGE_UPLINK = at('edge-uplink');
const CLOUD_DECODE = at('cloud-decode');
const CLOUD_LAYERS = at('cloud-layers');
const CLOUD_INFERENCE = at('cloud-inference');
const CLOUD_DOWNLINK = at('cloud-downlink');
const DOWNLINK = at('downlink');
const DEVICE_WAITING = at('device-waiting');

/** Items of one inference that occupy each stage of a pipeline. */
const STAGES: readonly (readonly number[])[] = [
  [DEVICE_LAYERS, DEVICE_INFERENCE, ENCODE],
  [UPLINK],
  [DECODE, EDGE_LAYERS, EDGE_INFERENCE, EDGE_ENCODE],
  [EDGE_UPLINK],
  [CLOUD_DECODE, CLOUD_LAYERS, CLOUD_INFERENCE],
  [CLOUD_DOWNLINK],
  [DOWNLINK],
];

/** Candidates [start, end) of these: the device runs the cut `first`, the edge what `second` holds besides, the cloud the rest. */
export interface Batch {
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  readonly start: number;
  readonly end: number;
}

/**
 * Writes what candidates of one choice cost into the columns, item by item; entry k is that of candidate
 * start + k. With two tiers `second` is the full cut, and the items of a cloud are left alone.
 */
export function spend(pricing: Pricing, batch: Batch, columns: LedgerColumns): void {
  spendOnDevice(pricing, batch, columns);
  spendOnEncoding(pricing, batch, columns);
  spendOnEdge(pricing, batch, columns);
  if (pricing.cloud !== null) spendOnCloud(pricing, batch, columns);
  spendOnFirstHop(pricing, batch, columns);
  spendOnWaiting(pricing, columns, batch.end - batch.start);
}

/** Raises the times between two results of a pipeline to those of its stages, where they are longer. */
export function addPeriods(
  columns: LedgerColumns,
  { start, end }: Pick<Batch, 'start' | 'end'>,
  periods: Float64Array,
): void {
  for (const busy of stagesOf(columns)) {
    for (let k = start; k < end; k++) {
      let time = 0;
      for (const column of busy) time += column[k - start]!;
      if (time > periods[k]!) periods[k] = time;
    }
  }
}

/** The columns of the stages that there are. */
const stagesOf = remember(({ shares, latency }: LedgerColumns): (readonly Float64Array[])[] =>
  STAGES.map((stage) => stage.filter((item) => shares.latency.includes(item)).map((item) => latency[item]!)).filter(
    ({ length }) => length > 0,
  ),
);

function spendOnDevice({ device }: Pricing, { first, start, end }: Batch, columns: LedgerColumns): void {
  const { latency, energy } = device;
  const [layers, inference] = [columns.latency[DEVICE_LAYERS]!, columns.latency[DEVICE_INFERENCE]!];
  const layersEnergy = columns.deviceEnergy[DEVICE_LAYERS]!;
  const inferenceEnergy = columns.deviceEnergy[DEVICE_INFERENCE]!;
  for (let k = 0; k < end - start; k++) {
    const cut = first[start + k]!;
    const runs = cut > 0;
    layers[k] = runs ? latency.inside[cut]! : 0;
    inference[k] = runs ? latency.perInference : 0;
    layersEnergy[k] = runs ? (energy === null ? NaN : energy.inside[cut]!) : 0;
    inferenceEnergy[k] = runs ? (energy === null ? NaN : energy.perInference) : 0;
  }
}

/** Encoding of the input and conversion of the tensors that leave the device. */
function spendOnEncoding(pricing: Pricing, { first, start, end }: Batch, columns: LedgerColumns): void {
  const { converted } = pricing.sent;
  const { any } = pricing.inputs;
  const { reach } = pricing;
  const { encode } = pricing.choice.encoding;
  const { encodeElement } = pricing.choice.precision;
  const [time, energy] = [columns.latency[ENCODE]!, columns.deviceEnergy[ENCODE]!];
  for (let k = 0; k < end - start; k++) {
    const cut = first[start + k]!;
    time[k] =
      reach[cut]! * (costOf(encode.latency, any[cut]!) + costOf(encodeElement.latency, converted[cut]!));
    energy[k] =
      reach[cut]! * (costOf(encode.energy, any[cut]!) + costOf(encodeElement.energy, converted[cut]!));
  }
}

function spendOnEdge(pricing: Pricing, { first, second, start, end }: Batch, columns: LedgerColumns): void {
  const { cuts, edge, edgeSlowdown, sent, reach } = pricing;
  const { decodeElement } = pricing.choice.precision;
  const { latency, edgeEnergy } = columns;
  const energy = edge.energy;
  for (let k = 0; k < end - start; k++) {
    const [inner, outer] = [first[start + k]!, second[start + k]!];
    const runs = inner !== outer;
    const received = runs ? reach[inner]! * sent.converted[inner]! : 0;
    latency[DECODE]![k] = costOf(decodeElement.latency, received);
    edgeEnergy[DECODE]![k] = costOf(decodeElement.energy, received);
    latency[EDGE_LAYERS]![k] = edgeSlowdown * costBetween(cuts, edge.latency, inner, outer);
    latency[EDGE_INFERENCE]![k] = runs ? edgeSlowdown * (reach[inner]! * edge.latency.perInference) : 0;
    edgeEnergy[EDGE_LAYERS]![k] = runs
      ? energy === null
        ? NaN
        : costBetween(cuts, energy, inner, outer)
      : 0;
    edgeEnergy[EDGE_INFERENCE]![k] = runs ? (energy === null ? NaN : reach[inner]! * energy.perInference) : 0;
  }
}

function spendOnCloud(pricing: Pricing, { first, second, start, end }: Batch, columns: LedgerColumns): void {
  const { cuts, sent, inputs, returned, directHop, reach } = pricing;
  const cloud = pricing.cloud!;
  const hop = pricing.cloudHop!;
  const { encodeElement, decodeElement } = pricing.choice.precision;
  const { latency, edgeEnergy, cloudEnergy } = columns;
  for (let k = 0; k < end - start; k++) {
    const [inner, outer] = [first[start + k]!, second[start + k]!];
    const runs = outer !== cuts.count - 1;
    const chance = reach[outer]!;
    const passedOn = inner === outer ? 0 : chance * sent.converted[outer]!;
    const received = chance * sent.converted[outer]!;
    latency[EDGE_ENCODE]![k] = costOf(encodeElement.latency, passedOn);
    edgeEnergy[EDGE_ENCODE]![k] = costOf(encodeElement.energy, passedOn);
    const relays = inner !== outer || directHop === null;
    const up = relays ? inputs.bytes[outer]! + sent.bytes[outer]! : 0;
    const down = relays ? returned[outer]! : 0;
    latency[EDGE_UPLINK]![k] = chance * transferTime(hop.delay, hop.upRate, up);
    edgeEnergy[EDGE_UPLINK]![k] = chance * airEnergy(hop.upPower, hop.upRate, up);
    latency[CLOUD_DECODE]![k] = costOf(decodeElement.latency, received);
    cloudEnergy[CLOUD_DECODE]![k] = costOf(decodeElement.energy, received);
    latency[CLOUD_LAYERS]![k] = runs ? cloud.latency.outside[outer]! : 0;
    latency[CLOUD_INFERENCE]![k] = runs ? chance * cloud.latency.perInference : 0;
    cloudEnergy[CLOUD_LAYERS]![k] = runs ? (cloud.energy?.outside[outer] ?? NaN) : 0;
    cloudEnergy[CLOUD_INFERENCE]![k] = runs ? chance * (cloud.energy?.perInference ?? NaN) : 0;
    latency[CLOUD_DOWNLINK]![k] = chance * transferTime(hop.delay, hop.downRate, down);
    edgeEnergy[CLOUD_DOWNLINK]![k] = chance * airEnergy(hop.downPower, hop.downRate, down);
  }
}

function spendOnFirstHop(
  pricing: Pricing,
  { first, second, start, end }: Batch,
  columns: LedgerColumns,
): void {
  const { inputs, sent, returned, hop, directHop, reach } = pricing;
  const [upTime, downTime] = [columns.latency[UPLINK]!, columns.latency[DOWNLINK]!];
  const [upEnergy, downEnergy] = [columns.deviceEnergy[UPLINK]!, columns.deviceEnergy[DOWNLINK]!];
  for (let k = 0; k < end - start; k++) {
    const cut = first[start + k]!;
    const { delay, upRate, upPower, downRate, downPower }: HopPrices =
      directHop !== null && cut === second[start + k] ? directHop : hop;
    const up = inputs.bytes[cut]! + sent.bytes[cut]!;
    const down = returned[cut]!;
    const chance = reach[cut]!;
    upTime[k] = chance * transferTime(delay, upRate, up);
    downTime[k] = chance * transferTime(delay, downRate, down);
    upEnergy[k] = chance * airEnergy(upPower, upRate, up);
    downEnergy[k] = chance * airEnergy(downPower, downRate, down);
  }
}

/** From its own last work until the result is there, the device draws its idle power, whatever its radio does. */
function spendOnWaiting(
  { device }: Pricing,
  { latency, deviceEnergy, items }: LedgerColumns,
  count: number,
): void {
  const waiting = deviceEnergy[DEVICE_WAITING]!;
  waiting.fill(0, 0, count);
  for (const item of items) {
    if (item < UPLINK || item === DEVICE_WAITING) continue;
    const time = latency[item]!;
    for (let k = 0; k < count; k++) waiting[k]! += time[k]!;
  }
  for (let k = 0; k < count; k++) waiting[k]! *= device.idlePower;
}

/** Nothing costs nothing, even where its price is not known. */
const costOf = (price: number | null, amount: number): number =>
  amount === 0 ? 0 : price === null ? NaN : price * amount;

/** As `transferTime` and `radioEnergy` of a link, on plain numbers. */
const transferTime = (delay: number, rate: number, size: number): number =>
  size === 0 ? 0 : delay + (8 * size) / rate;
const airEnergy = (power: number, rate: number, size: number): number => power * ((8 * size) / rate);
