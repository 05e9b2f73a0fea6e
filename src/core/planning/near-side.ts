import type { LedgerItemName } from './ledger.js';
import type { CutPairs } from './places.js';
import { airTime, costOf, known, longer, NOT_KNOWN } from './prices.js';
import type { Pricing } from './pricing.js';

/**
 * What follows from the cut that the device runs and from whether the edge runs anything: a row a pair of cuts, of
 * which only the first one matters and whether the second one is another. In s, J and bytes, NaN for what is not known.
 * One array is read faster than one a column.
 */
export type NearSide = Float64Array;

// Columns of a row.
const DEVICE_LAYERS = 0;
const DEVICE_LAYERS_ENERGY = 1;
const DEVICE_INFERENCE = 2;
const DEVICE_INFERENCE_ENERGY = 3;
const ENCODE = 4;
const ENCODE_ENERGY = 5;
const UPLINK = 6;
const UPLINK_ENERGY = 7;
const DECODE = 8;
const DECODE_ENERGY = 9;
const EDGE_INFERENCE = 10;
const EDGE_INFERENCE_ENERGY = 11;
const DOWNLINK = 12;
const DOWNLINK_ENERGY = 13;
/** Of the device until something leaves it. */
const ENCODED = 14;
const ENCODED_ENERGY = 15;
/** Latency until the edge has decoded what it got: from the start, and from when something left the device. */
const DECODED = 16;
const RECEIVED = 17;
/** But while it waits. */
const DEVICE_ENERGY = 18;
/** Latency of the longest stage of a pipeline in the device or on its link. */
const LONGEST_STAGE = 19;
/** Over the link of the device, up and down. */
const BYTES = 20;
const WIDTH = 21;

/** Where the ledger finds the latency of an item; its energy is behind it. */
export const NEAR_ITEMS = {
  'device-layers': DEVICE_LAYERS,
  'device-inference': DEVICE_INFERENCE,
  encode: ENCODE,
  uplink: UPLINK,
  decode: DECODE,
  'edge-inference': EDGE_INFERENCE,
  downlink: DOWNLINK,
} as const satisfies Partial<Record<LedgerItemName, number>>;

/** Columns that candidates are added up from. */
export const NEAR = {
  decode: DECODE,
  decodeEnergy: DECODE_ENERGY,
  edgeInference: EDGE_INFERENCE,
  edgeInferenceEnergy: EDGE_INFERENCE_ENERGY,
  downlink: DOWNLINK,
  decoded: DECODED,
  received: RECEIVED,
  deviceEnergy: DEVICE_ENERGY,
  longestStage: LONGEST_STAGE,
  bytes: BYTES,
  width: WIDTH,
} as const;

/** Writes the rows of all pairs. */
export function writeNearSide(pricing: Pricing, pairs: CutPairs, side: NearSide): void {
  writeDevice(pricing, pairs, side);
  writeReceiver(pricing, pairs, side);
  writeLoad(pricing, pairs, side);
  writeFirstHop(pricing, pairs, side);
}

function writeDevice(
  { device, choice, reach, inputs, sent }: Pricing,
  { first }: CutPairs,
  side: NearSide,
): void {
  const { inside, perInference } = device.latency;
  const { inside: insideEnergy, perInference: perInferenceEnergy } = device.energy ?? NOT_KNOWN;
  const { encode } = choice.encoding;
  const { encodeElement } = choice.precision;
  const [perInput, perInputEnergy] = [encode.latency, known(encode.energy)];
  const [perElement, perElementEnergy] = [encodeElement.latency, known(encodeElement.energy)];
  const { any } = inputs;
  const { converted } = sent;
  for (let n = 0, row = 0; n < first.length; n++, row += WIDTH) {
    const cut = first[n]!;
    const runs = cut > 0;
    const chance = reach[cut]!;
    const [sendsInput, elements] = [any[cut]!, converted[cut]!];
    const layers = runs ? inside[cut]! : 0;
    const inference = runs ? perInference : 0;
    const encoding = chance * (costOf(perInput, sendsInput) + costOf(perElement, elements));
    side[row + DEVICE_LAYERS] = layers;
    side[row + DEVICE_INFERENCE] = inference;
    side[row + ENCODE] = encoding;
    side[row + ENCODED] = layers + inference + encoding;
    const layersEnergy = runs ? (insideEnergy === null ? NaN : insideEnergy[cut]!) : 0;
    const inferenceEnergy = runs ? perInferenceEnergy : 0;
    const encodingEnergy = chance * (costOf(perInputEnergy, sendsInput) + costOf(perElementEnergy, elements));
    side[row + DEVICE_LAYERS_ENERGY] = layersEnergy;
    side[row + DEVICE_INFERENCE_ENERGY] = inferenceEnergy;
    side[row + ENCODE_ENERGY] = encodingEnergy;
    side[row + ENCODED_ENERGY] = layersEnergy + inferenceEnergy + encodingEnergy;
  }
}

/** The edge as it takes what is sent to it. */
function writeReceiver(
  { choice, edge, reach, sent }: Pricing,
  { first, second }: CutPairs,
  side: NearSide,
): void {
  const { decodeElement } = choice.precision;
  const [perElement, perElementEnergy] = [decodeElement.latency, known(decodeElement.energy)];
  const { perInference: perInferenceEnergy } = edge.energy ?? NOT_KNOWN;
  const { converted } = sent;
  for (let n = 0, row = 0; n < first.length; n++, row += WIDTH) {
    const cut = first[n]!;
    const works = cut !== second[n];
    const chance = reach[cut]!;
    const received = works ? chance * converted[cut]! : 0;
    side[row + DECODE] = costOf(perElement, received);
    side[row + DECODE_ENERGY] = costOf(perElementEnergy, received);
    side[row + EDGE_INFERENCE_ENERGY] = works ? chance * perInferenceEnergy : 0;
  }
}

/** Writes again what the load of the edge has a part in. */
export function writeLoad(
  { edge, edgeSlowdown, reach }: Pricing,
  { first, second }: CutPairs,
  side: NearSide,
): void {
  const { perInference } = edge.latency;
  for (let n = 0, row = 0; n < first.length; n++, row += WIDTH) {
    const cut = first[n]!;
    side[row + EDGE_INFERENCE] = cut !== second[n] ? edgeSlowdown * (reach[cut]! * perInference) : 0;
  }
}

/** Writes again what the link of the device has a part in: with an idle edge, that is a direct one where there is one. */
export function writeFirstHop(
  { inputs, sent, returned, hop, directHop, reach }: Pricing,
  { first, second }: CutPairs,
  side: NearSide,
): void {
  const { bytes: inputBytes } = inputs;
  const { bytes: sentBytes } = sent;
  const { delay, upRate, upPower, downRate, downPower } = hop;
  const direct = directHop ?? hop;
  for (let n = 0, row = 0; n < first.length; n++, row += WIDTH) {
    const cut = first[n]!;
    const works = cut !== second[n];
    const chance = reach[cut]!;
    const up = inputBytes[cut]! + sentBytes[cut]!;
    const down = returned[cut]!;
    const wait = works ? delay : direct.delay;
    const upAir = airTime(works ? upRate : direct.upRate, up);
    const downAir = airTime(works ? downRate : direct.downRate, down);
    const upTime = chance * (up === 0 ? 0 : wait + upAir);
    const downTime = chance * (down === 0 ? 0 : wait + downAir);
    const upEnergy = chance * ((works ? upPower : direct.upPower) * upAir);
    const downEnergy = chance * ((works ? downPower : direct.downPower) * downAir);
    const encoded = side[row + ENCODED]!;
    const decode = side[row + DECODE]!;
    side[row + UPLINK] = upTime;
    side[row + UPLINK_ENERGY] = upEnergy;
    side[row + DOWNLINK] = downTime;
    side[row + DOWNLINK_ENERGY] = downEnergy;
    side[row + DECODED] = encoded + upTime + decode;
    side[row + RECEIVED] = upTime + decode;
    side[row + DEVICE_ENERGY] = side[row + ENCODED_ENERGY]! + upEnergy + downEnergy;
    side[row + LONGEST_STAGE] = longer(encoded, longer(upTime, downTime));
    side[row + BYTES] = up + down;
  }
}
