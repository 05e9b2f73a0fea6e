import type { LedgerItemName } from './ledger.js';
import type { CutPairs } from './places.js';
import { airTime, costOf, known, longer, NOT_KNOWN } from './prices.js';
import type { Pricing } from './pricing.js';

/**
 * What follows from the cut that device and edge run and from whether the edge runs anything: a row a pair of cuts, of
 * which only the second one matters and whether the first one is another. As in a `NearSide`.
 */
export type FarSide = Float64Array;

// Columns of a row.
const EDGE_ENCODE = 0;
const EDGE_ENCODE_ENERGY = 1;
const EDGE_UPLINK = 2;
const EDGE_UPLINK_ENERGY = 3;
const CLOUD_DECODE = 4;
const CLOUD_DECODE_ENERGY = 5;
const CLOUD_LAYERS = 6;
const CLOUD_LAYERS_ENERGY = 7;
const CLOUD_INFERENCE = 8;
const CLOUD_INFERENCE_ENERGY = 9;
const CLOUD_DOWNLINK = 10;
const CLOUD_DOWNLINK_ENERGY = 11;
const CLOUD_ENERGY = 12;
/** Latency of the longest stage of a pipeline in the cloud or on its link. */
const LONGEST_STAGE = 13;
/** Over the link between edge and cloud, up and down. */
const BYTES = 14;
const WIDTH = 15;

/** Where the ledger finds the latency of an item; its energy is behind it. */
export const FAR_ITEMS = {
  'edge-encode': EDGE_ENCODE,
  'edge-uplink': EDGE_UPLINK,
  'cloud-decode': CLOUD_DECODE,
  'cloud-layers': CLOUD_LAYERS,
  'cloud-inference': CLOUD_INFERENCE,
  'cloud-downlink': CLOUD_DOWNLINK,
} as const satisfies Partial<Record<LedgerItemName, number>>;

/** Columns that candidates are added up from. */
export const FAR = {
  edgeEncode: EDGE_ENCODE,
  edgeEncodeEnergy: EDGE_ENCODE_ENERGY,
  edgeUplink: EDGE_UPLINK,
  edgeUplinkEnergy: EDGE_UPLINK_ENERGY,
  cloudDecode: CLOUD_DECODE,
  cloudLayers: CLOUD_LAYERS,
  cloudInference: CLOUD_INFERENCE,
  cloudDownlink: CLOUD_DOWNLINK,
  cloudDownlinkEnergy: CLOUD_DOWNLINK_ENERGY,
  cloudEnergy: CLOUD_ENERGY,
  longestStage: LONGEST_STAGE,
  bytes: BYTES,
  width: WIDTH,
} as const;

/** Writes the rows of all pairs; there is a cloud. */
export function writeFarSide(pricing: Pricing, pairs: CutPairs, side: FarSide): void {
  writeCloud(pricing, pairs, side);
  writeSecondHop(pricing, pairs, side);
}

function writeCloud(
  { cuts, choice, cloud, reach, sent }: Pricing,
  { second }: CutPairs,
  side: FarSide,
): void {
  const { outside, perInference } = cloud!.latency;
  const { outside: outsideEnergy, perInference: perInferenceEnergy } = cloud!.energy ?? NOT_KNOWN;
  const { decodeElement } = choice.precision;
  const [perElement, perElementEnergy] = [decodeElement.latency, known(decodeElement.energy)];
  const { converted } = sent;
  const full = cuts.count - 1;
  for (let f = 0, row = 0; f < second.length; f++, row += WIDTH) {
    const cut = second[f]!;
    const runs = cut !== full;
    const chance = reach[cut]!;
    const received = chance * converted[cut]!;
    side[row + CLOUD_DECODE] = costOf(perElement, received);
    side[row + CLOUD_LAYERS] = runs ? outside[cut]! : 0;
    side[row + CLOUD_INFERENCE] = runs ? chance * perInference : 0;
    const decodeEnergy = costOf(perElementEnergy, received);
    const layersEnergy = runs ? (outsideEnergy === null ? NaN : outsideEnergy[cut]!) : 0;
    const inferenceEnergy = runs ? chance * perInferenceEnergy : 0;
    side[row + CLOUD_DECODE_ENERGY] = decodeEnergy;
    side[row + CLOUD_LAYERS_ENERGY] = layersEnergy;
    side[row + CLOUD_INFERENCE_ENERGY] = inferenceEnergy;
    side[row + CLOUD_ENERGY] = decodeEnergy + layersEnergy + inferenceEnergy;
  }
}

/** From the edge on, and back to it. Where there is a direct link, an edge that is idle passes nothing on. */
function writeSecondHop(
  { choice, inputs, sent, returned, reach, directHop, cloudHop }: Pricing,
  { first, second }: CutPairs,
  side: FarSide,
): void {
  const { delay, upRate, upPower, downRate, downPower } = cloudHop!;
  const { encodeElement } = choice.precision;
  const [perElement, perElementEnergy] = [encodeElement.latency, known(encodeElement.energy)];
  const { bytes: inputBytes } = inputs;
  const { bytes: sentBytes, converted } = sent;
  for (let f = 0, row = 0; f < second.length; f++, row += WIDTH) {
    const cut = second[f]!;
    const works = first[f] !== cut;
    const relays = works || directHop === null;
    const chance = reach[cut]!;
    const passedOn = works ? chance * converted[cut]! : 0;
    const up = relays ? inputBytes[cut]! + sentBytes[cut]! : 0;
    const down = relays ? returned[cut]! : 0;
    const upAir = airTime(upRate, up);
    const downAir = airTime(downRate, down);
    const upTime = chance * (up === 0 ? 0 : delay + upAir);
    const downTime = chance * (down === 0 ? 0 : delay + downAir);
    const inCloud = side[row + CLOUD_DECODE]! + side[row + CLOUD_LAYERS]! + side[row + CLOUD_INFERENCE]!;
    side[row + EDGE_ENCODE] = costOf(perElement, passedOn);
    side[row + EDGE_ENCODE_ENERGY] = costOf(perElementEnergy, passedOn);
    side[row + EDGE_UPLINK] = upTime;
    side[row + EDGE_UPLINK_ENERGY] = chance * (upPower * upAir);
    side[row + CLOUD_DOWNLINK] = downTime;
    side[row + CLOUD_DOWNLINK_ENERGY] = chance * (downPower * downAir);
    side[row + LONGEST_STAGE] = longer(upTime, longer(inCloud, downTime));
    side[row + BYTES] = up + down;
  }
}
