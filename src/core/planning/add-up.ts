import { costBetween } from './cut-costs.js';
import { FAR } from './far-side.js';
import type { Figures } from './figures.js';
import type { Ledgers } from './ledgers.js';
import { NEAR } from './near-side.js';
import { longer } from './prices.js';

// What the compiler takes for constants is of the same file: the others would cost a third more time.
const FAR_BYTES = FAR.bytes;
const FAR_CLOUD_DECODE = FAR.cloudDecode;
const FAR_CLOUD_DOWNLINK = FAR.cloudDownlink;
const FAR_CLOUD_DOWNLINK_ENERGY = FAR.cloudDownlinkEnergy;
const FAR_CLOUD_ENERGY = FAR.cloudEnergy;
const FAR_CLOUD_INFERENCE = FAR.cloudInference;
const FAR_CLOUD_LAYERS = FAR.cloudLayers;
const FAR_EDGE_ENCODE = FAR.edgeEncode;
const FAR_EDGE_ENCODE_ENERGY = FAR.edgeEncodeEnergy;
const FAR_EDGE_UPLINK = FAR.edgeUplink;
const FAR_EDGE_UPLINK_ENERGY = FAR.edgeUplinkEnergy;
const FAR_LONGEST_STAGE = FAR.longestStage;
const FAR_WIDTH = FAR.width;
const NEAR_BYTES = NEAR.bytes;
const NEAR_DECODE = NEAR.decode;
const NEAR_DECODED = NEAR.decoded;
const NEAR_DECODE_ENERGY = NEAR.decodeEnergy;
const NEAR_DEVICE_ENERGY = NEAR.deviceEnergy;
const NEAR_DOWNLINK = NEAR.downlink;
const NEAR_EDGE_INFERENCE = NEAR.edgeInference;
const NEAR_EDGE_INFERENCE_ENERGY = NEAR.edgeInferenceEnergy;
const NEAR_LONGEST_STAGE = NEAR.longestStage;
const NEAR_RECEIVED = NEAR.received;
const NEAR_WIDTH = NEAR.width;

/** Writes the figures of all pairs that no link of the device and no load changes, from those of candidate `at` on. */
export function addUpFixed(
  { pricing, pairs, isByCut, near, far }: Ledgers,
  figures: Figures,
  at: number,
): void {
  const { cuts, cloud, edge } = pricing;
  const { first, second } = pairs;
  const { energy } = edge;
  const { count } = cuts;
  const hasCloud = cloud !== null;
  const { edgeEnergy, cloudEnergy, bytes } = figures;
  for (let k = 0; k < first.length; k++) {
    const inner = first[k]!;
    const outer = second[k]!;
    const works = inner !== outer;
    const idleRows = works ? 0 : count;
    const n = (isByCut ? inner + idleRows : k) * NEAR_WIDTH;
    const f = (hasCloud ? (isByCut ? outer + idleRows : k) : 0) * FAR_WIDTH;
    const layers = works ? (energy === null ? NaN : costBetween(cuts, energy, inner, outer)) : 0;
    edgeEnergy[at + k] =
      near[n + NEAR_DECODE_ENERGY]! +
      layers +
      near[n + NEAR_EDGE_INFERENCE_ENERGY]! +
      far[f + FAR_EDGE_ENCODE_ENERGY]! +
      far[f + FAR_EDGE_UPLINK_ENERGY]! +
      far[f + FAR_CLOUD_DOWNLINK_ENERGY]!;
    cloudEnergy[at + k] = far[f + FAR_CLOUD_ENERGY]!;
    bytes[at + k] = near[n + NEAR_BYTES]! + far[f + FAR_BYTES]!;
  }
}

/** Writes all other figures; each sum is that of the ledger in its order, to the last bit. */
export function addUpChanging(
  { pricing, pairs, isByCut, near, far }: Ledgers,
  figures: Figures,
  at: number,
): void {
  const { cuts, cloud, device, edge, edgeSlowdown } = pricing;
  const { first, second } = pairs;
  const { idlePower } = device;
  const { latency: times } = edge;
  const { count } = cuts;
  const hasCloud = cloud !== null;
  const { latency, deviceEnergy, edgeEnergy, cloudEnergy, systemEnergy, period } = figures;
  for (let k = 0; k < first.length; k++) {
    const inner = first[k]!;
    const outer = second[k]!;
    const idleRows = inner === outer ? count : 0;
    const n = (isByCut ? inner + idleRows : k) * NEAR_WIDTH;
    const layers = edgeSlowdown * costBetween(cuts, times, inner, outer);
    const inference = near[n + NEAR_EDGE_INFERENCE]!;
    let total = near[n + NEAR_DECODED]! + layers + inference;
    let waiting = near[n + NEAR_RECEIVED]! + layers + inference;
    let onEdge = near[n + NEAR_DECODE]! + layers + inference;
    let stage = near[n + NEAR_LONGEST_STAGE]!;
    if (hasCloud) {
      const f = (isByCut ? outer + idleRows : k) * FAR_WIDTH;
      const encode = far[f + FAR_EDGE_ENCODE]!;
      const up = far[f + FAR_EDGE_UPLINK]!;
      const cloudDecode = far[f + FAR_CLOUD_DECODE]!;
      const cloudLayers = far[f + FAR_CLOUD_LAYERS]!;
      const cloudInference = far[f + FAR_CLOUD_INFERENCE]!;
      const cloudDown = far[f + FAR_CLOUD_DOWNLINK]!;
      total = total + encode + up + cloudDecode + cloudLayers + cloudInference + cloudDown;
      waiting = waiting + encode + up + cloudDecode + cloudLayers + cloudInference + cloudDown;
      onEdge += encode;
      stage = longer(stage, far[f + FAR_LONGEST_STAGE]!);
    }
    const down = near[n + NEAR_DOWNLINK]!;
    const onDevice = near[n + NEAR_DEVICE_ENERGY]! + (waiting + down) * idlePower;
    latency[at + k] = total + down;
    deviceEnergy[at + k] = onDevice;
    systemEnergy[at + k] = onDevice + edgeEnergy[at + k]! + cloudEnergy[at + k]!;
    period[at + k] = longer(onEdge, stage);
  }
}
