import { costBetween } from './cut-costs.js';
import { LEDGER_ITEMS, type LedgerItemName, type LedgerRow } from './ledger.js';
import type { Pricing } from './pricing.js';

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

/**
 * Writes what one candidate costs, item by item: the device runs the cut `first`, the edge what `second` holds besides,
 * the cloud the rest. With two tiers `second` is the full cut, and the items of a cloud are left alone. The row is one
 * of that many tiers.
 */
export function spend(pricing: Pricing, first: number, second: number, row: LedgerRow): void {
  spendOnDevice(pricing, first, row);
  spendOnEncoding(pricing, first, row);
  spendOnEdge(pricing, first, second, row);
  if (pricing.cloud !== null) spendOnCloud(pricing, first, second, row);
  spendOnFirstHop(pricing, first, second, row);
  spendOnWaiting(pricing, row);
}

/** Time between two results of a pipeline: that of the stage that takes longest. */
export function periodOf({ latency }: LedgerRow): number {
  const at = (item: number): number => latency[item]!;
  return Math.max(
    at(DEVICE_LAYERS) + at(DEVICE_INFERENCE) + at(ENCODE),
    at(UPLINK),
    at(DECODE) + at(EDGE_LAYERS) + at(EDGE_INFERENCE) + at(EDGE_ENCODE),
    at(EDGE_UPLINK),
    at(CLOUD_DECODE) + at(CLOUD_LAYERS) + at(CLOUD_INFERENCE),
    at(CLOUD_DOWNLINK),
    at(DOWNLINK),
  );
}

function spendOnDevice({ device }: Pricing, cut: number, { latency, deviceEnergy }: LedgerRow): void {
  const { latency: times, energy } = device;
  const runs = cut > 0;
  latency[DEVICE_LAYERS] = runs ? times.inside[cut]! : 0;
  latency[DEVICE_INFERENCE] = runs ? times.perInference : 0;
  deviceEnergy[DEVICE_LAYERS] = runs ? (energy === null ? NaN : energy.inside[cut]!) : 0;
  deviceEnergy[DEVICE_INFERENCE] = runs ? (energy === null ? NaN : energy.perInference) : 0;
}

/** Encoding of the input and conversion of the tensors that leave the device. */
function spendOnEncoding(pricing: Pricing, cut: number, { latency, deviceEnergy }: LedgerRow): void {
  const { encode } = pricing.choice.encoding;
  const { encodeElement } = pricing.choice.precision;
  const chance = pricing.reach[cut]!;
  const any = pricing.inputs.any[cut]!;
  const converted = pricing.sent.converted[cut]!;
  latency[ENCODE] = chance * (costOf(encode.latency, any) + costOf(encodeElement.latency, converted));
  deviceEnergy[ENCODE] = chance * (costOf(encode.energy, any) + costOf(encodeElement.energy, converted));
}

function spendOnEdge(
  { cuts, edge, edgeSlowdown, sent, reach, choice }: Pricing,
  inner: number,
  outer: number,
  { latency, edgeEnergy }: LedgerRow,
): void {
  const { decodeElement } = choice.precision;
  const { energy } = edge;
  const runs = inner !== outer;
  const chance = reach[inner]!;
  const received = runs ? chance * sent.converted[inner]! : 0;
  latency[DECODE] = costOf(decodeElement.latency, received);
  edgeEnergy[DECODE] = costOf(decodeElement.energy, received);
  latency[EDGE_LAYERS] = edgeSlowdown * costBetween(cuts, edge.latency, inner, outer);
  latency[EDGE_INFERENCE] = runs ? edgeSlowdown * (chance * edge.latency.perInference) : 0;
  edgeEnergy[EDGE_LAYERS] = runs ? (energy === null ? NaN : costBetween(cuts, energy, inner, outer)) : 0;
  edgeEnergy[EDGE_INFERENCE] = runs ? (energy === null ? NaN : chance * energy.perInference) : 0;
}

function spendOnCloud(
  pricing: Pricing,
  inner: number,
  outer: number,
  { latency, edgeEnergy, cloudEnergy }: LedgerRow,
): void {
  const { cuts, sent, inputs, returned, directHop, reach } = pricing;
  const cloud = pricing.cloud!;
  const hop = pricing.cloudHop!;
  const { encodeElement, decodeElement } = pricing.choice.precision;
  const runs = outer !== cuts.count - 1;
  const chance = reach[outer]!;
  const received = chance * sent.converted[outer]!;
  const passedOn = inner === outer ? 0 : received;
  latency[EDGE_ENCODE] = costOf(encodeElement.latency, passedOn);
  edgeEnergy[EDGE_ENCODE] = costOf(encodeElement.energy, passedOn);
  const relays = inner !== outer || directHop === null;
  const up = relays ? inputs.bytes[outer]! + sent.bytes[outer]! : 0;
  const down = relays ? returned[outer]! : 0;
  latency[EDGE_UPLINK] = chance * transferTime(hop.delay, hop.upRate, up);
  edgeEnergy[EDGE_UPLINK] = chance * airEnergy(hop.upPower, hop.upRate, up);
  latency[CLOUD_DECODE] = costOf(decodeElement.latency, received);
  cloudEnergy[CLOUD_DECODE] = costOf(decodeElement.energy, received);
  latency[CLOUD_LAYERS] = runs ? cloud.latency.outside[outer]! : 0;
  latency[CLOUD_INFERENCE] = runs ? chance * cloud.latency.perInference : 0;
  cloudEnergy[CLOUD_LAYERS] = runs ? (cloud.energy?.outside[outer] ?? NaN) : 0;
  cloudEnergy[CLOUD_INFERENCE] = runs ? chance * (cloud.energy?.perInference ?? NaN) : 0;
  latency[CLOUD_DOWNLINK] = chance * transferTime(hop.delay, hop.downRate, down);
  edgeEnergy[CLOUD_DOWNLINK] = chance * airEnergy(hop.downPower, hop.downRate, down);
}

function spendOnFirstHop(
  { inputs, sent, returned, hop, directHop, reach }: Pricing,
  cut: number,
  second: number,
  { latency, deviceEnergy }: LedgerRow,
): void {
  const { delay, upRate, upPower, downRate, downPower } =
    directHop !== null && cut === second ? directHop : hop;
  const up = inputs.bytes[cut]! + sent.bytes[cut]!;
  const down = returned[cut]!;
  const chance = reach[cut]!;
  latency[UPLINK] = chance * transferTime(delay, upRate, up);
  latency[DOWNLINK] = chance * transferTime(delay, downRate, down);
  deviceEnergy[UPLINK] = chance * airEnergy(upPower, upRate, up);
  deviceEnergy[DOWNLINK] = chance * airEnergy(downPower, downRate, down);
}

/** From its own last work until the result is there, the device draws its idle power, whatever its radio does. */
function spendOnWaiting({ device }: Pricing, { latency, deviceEnergy }: LedgerRow): void {
  let time = 0;
  for (let item = UPLINK; item < DEVICE_WAITING; item++) time += latency[item]!;
  deviceEnergy[DEVICE_WAITING] = time * device.idlePower;
}

/** Nothing costs nothing, even where its price is not known. */
export const costOf = (price: number | null, amount: number): number =>
  amount === 0 ? 0 : price === null ? NaN : price * amount;

/** As `transferTime` and `radioEnergy` of a link, on plain numbers. */
const transferTime = (delay: number, rate: number, size: number): number =>
  size === 0 ? 0 : delay + (8 * size) / rate;
const airEnergy = (power: number, rate: number, size: number): number => power * ((8 * size) / rate);
