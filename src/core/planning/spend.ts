import { costBetween } from './cut-costs.js';
import { LEDGER_ITEMS, type LedgerColumns, type LedgerItemName } from './ledger.js';
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

/**
 * Writes what a plan costs into the columns: the device runs the cut `first`, the edge what `second` holds
 * besides, the cloud the rest. With two tiers `second` is the full cut. Every column is written anew.
 */
export function spend(pricing: Pricing, first: number, second: number, columns: LedgerColumns): void {
  clear(columns);
  spendOnDevice(pricing, first, columns);
  if (first === pricing.cuts.count - 1) return;
  if (first !== second) spendOnEdge(pricing, first, second, columns);
  if (second !== pricing.cuts.count - 1) spendOnCloud(pricing, first, second, columns);
  spendOnFirstHop(pricing, first, second, columns);
  let waiting = 0;
  for (let item = UPLINK; item < DEVICE_WAITING; item++) waiting += columns.latency[item]!;
  columns.deviceEnergy[DEVICE_WAITING] = pricing.device.idlePower * waiting;
}

/** Time between two results of a pipeline that spends these columns: that of its slowest stage. */
export function periodOf({ latency }: LedgerColumns): number {
  let slowest = 0;
  for (const items of STAGES) {
    let busy = 0;
    for (const item of items) busy += latency[item]!;
    if (busy > slowest) slowest = busy;
  }
  return slowest;
}

function clear({ latency, deviceEnergy, edgeEnergy, cloudEnergy }: LedgerColumns): void {
  latency.fill(0);
  deviceEnergy.fill(0);
  edgeEnergy.fill(0);
  cloudEnergy.fill(0);
}

function spendOnDevice({ device, cuts, ...pricing }: Pricing, first: number, columns: LedgerColumns): void {
  const { latency, deviceEnergy } = columns;
  if (first > 0) {
    latency[DEVICE_LAYERS] = device.latency.inside[first]!;
    latency[DEVICE_INFERENCE] = device.latency.perInference;
    deviceEnergy[DEVICE_LAYERS] = device.energy?.inside[first] ?? NaN;
    deviceEnergy[DEVICE_INFERENCE] = device.energy?.perInference ?? NaN;
  }
  if (first === cuts.count - 1) return;
  const { encoding, precision } = pricing.choice;
  const converted = pricing.sent.converted[first]!;
  if (pricing.inputs.any[first] === 1) {
    latency[ENCODE] = encoding.encode.latency;
    deviceEnergy[ENCODE] = encoding.encode.energy ?? NaN;
  }
  if (converted === 0) return;
  latency[ENCODE]! += converted * precision.encodeElement.latency;
  deviceEnergy[ENCODE]! += converted * (precision.encodeElement.energy ?? NaN);
}

function spendOnEdge(pricing: Pricing, first: number, second: number, columns: LedgerColumns): void {
  const { cuts, edge, edgeSlowdown, sent } = pricing;
  const { encodeElement, decodeElement } = pricing.choice.precision;
  const { latency, edgeEnergy } = columns;
  latency[EDGE_LAYERS] = edgeSlowdown * costBetween(cuts, edge.latency, first, second);
  latency[EDGE_INFERENCE] = edgeSlowdown * edge.latency.perInference;
  edgeEnergy[EDGE_LAYERS] = edge.energy === null ? NaN : costBetween(cuts, edge.energy, first, second);
  edgeEnergy[EDGE_INFERENCE] = edge.energy?.perInference ?? NaN;
  const received = sent.converted[first]!;
  if (received > 0) {
    latency[DECODE] = received * decodeElement.latency;
    edgeEnergy[DECODE] = received * (decodeElement.energy ?? NaN);
  }
  const passedOn = sent.converted[second]!;
  if (passedOn > 0) {
    latency[EDGE_ENCODE] = passedOn * encodeElement.latency;
    edgeEnergy[EDGE_ENCODE] = passedOn * (encodeElement.energy ?? NaN);
  }
}

function spendOnCloud(pricing: Pricing, first: number, second: number, columns: LedgerColumns): void {
  const { latency, edgeEnergy, cloudEnergy } = columns;
  const { cloudHop, directHop, sent, inputs, returned } = pricing;
  const up = inputs.bytes[second]! + sent.bytes[second]!;
  const cloud = pricing.cloud!;
  const { decodeElement } = pricing.choice.precision;
  latency[CLOUD_LAYERS] = cloud.latency.outside[second]!;
  latency[CLOUD_INFERENCE] = cloud.latency.perInference;
  cloudEnergy[CLOUD_LAYERS] = cloud.energy?.outside[second] ?? NaN;
  cloudEnergy[CLOUD_INFERENCE] = cloud.energy?.perInference ?? NaN;
  const received = sent.converted[second]!;
  if (received > 0) {
    latency[CLOUD_DECODE] = received * decodeElement.latency;
    cloudEnergy[CLOUD_DECODE] = received * (decodeElement.energy ?? NaN);
  }
  if (first === second && directHop !== null) return;
  latency[EDGE_UPLINK] = transferTime(cloudHop!.delay, cloudHop!.upRate, up);
  latency[CLOUD_DOWNLINK] = transferTime(cloudHop!.delay, cloudHop!.downRate, returned[second]!);
  edgeEnergy[EDGE_UPLINK] = airEnergy(cloudHop!.upPower, cloudHop!.upRate, up);
  edgeEnergy[CLOUD_DOWNLINK] = airEnergy(cloudHop!.downPower, cloudHop!.downRate, returned[second]!);
}

function spendOnFirstHop(pricing: Pricing, first: number, second: number, columns: LedgerColumns): void {
  const { latency, deviceEnergy } = columns;
  const hop: HopPrices = (first === second ? pricing.directHop : null) ?? pricing.hop;
  const up = pricing.inputs.bytes[first]! + pricing.sent.bytes[first]!;
  const down = pricing.returned[first]!;
  latency[UPLINK] = transferTime(hop.delay, hop.upRate, up);
  latency[DOWNLINK] = transferTime(hop.delay, hop.downRate, down);
  deviceEnergy[UPLINK] = airEnergy(hop.upPower, hop.upRate, up);
  deviceEnergy[DOWNLINK] = airEnergy(hop.downPower, hop.downRate, down);
}

/** As `transferTime` and `radioEnergy` of a link, on plain numbers. */
const transferTime = (delay: number, rate: number, size: number): number =>
  size === 0 ? 0 : delay + (8 * size) / rate;
const airEnergy = (power: number, rate: number, size: number): number => power * ((8 * size) / rate);
