import { BITS_PER_ELEMENT, type DataType } from '../network/data-type.js';
import { elementCount, tensorBytes, type Tensor, type TensorType } from '../network/tensor.js';
import type { CutList } from '../network/cuts/index.js';
import type { Bytes } from '../units.js';
import { onceEach, remember } from '../memo.js';
import { NO_COST, type ExtraCost } from './tier.js';
import { float64Of } from '../arrays.js';

/** A way to send the network's input. */
export interface InputEncoding {
  readonly name: string;
  /** By input of the network: its size on the link; null for its tensor as it lies in memory. */
  readonly inputBytes: readonly (Bytes | null)[];
  /** What it takes the device, for every inference whose input is sent. */
  readonly encode: ExtraCost;
}

/** The input as it lies in memory. */
export const RAW_INPUT: InputEncoding = { name: 'raw', inputBytes: [], encode: NO_COST };

/** What crossing tensors are sent as: as they lie in memory, or converted to an element type. */
export const TRANSFER_PRECISIONS = ['stored', 'float32', 'float16', 'int8'] as const;
export type TransferPrecisionName = (typeof TRANSFER_PRECISIONS)[number];

/** A way to send tensors of floating-point numbers: those with more bits are converted, all others sent as they are. */
export interface TransferPrecision {
  readonly name: TransferPrecisionName;
  /** What each converted element takes the tier that sends it. */
  readonly encodeElement: ExtraCost;
  /** What each converted element takes the tier that receives it. */
  readonly decodeElement: ExtraCost;
}

/** Tensors as they lie in memory. */
export const STORED_PRECISION: TransferPrecision = {
  name: 'stored',
  encodeElement: NO_COST,
  decodeElement: NO_COST,
};

export interface SentTensor {
  readonly bytes: Bytes;
  readonly dataType: DataType;
  /** Elements that are converted before and after. */
  readonly converted: number;
}

/** A tensor as it is sent; inputs of the network are encoded, not converted. */
export function sentTensor(
  cuts: CutList,
  tensor: number,
  { encoding, precision }: { encoding: InputEncoding; precision: TransferPrecision },
): SentTensor {
  const described = cuts.network.tensors[tensor]!;
  const input = cuts.network.inputs.indexOf(tensor);
  if (input < 0) return convertedTensor(described, precision.name);
  return { bytes: inputBytes(cuts, input, encoding), dataType: described.dataType, converted: 0 };
}

/** Size on the link of an input of the network, by its place among the inputs. */
export const inputBytes = (
  { network }: CutList,
  input: number,
  { inputBytes: sizes }: InputEncoding,
): Bytes => sizes[input] ?? tensorBytes(network.tensors[network.inputs[input]!]!);

function convertedTensor(tensor: Tensor, name: TransferPrecisionName): SentTensor {
  const { shape } = tensor;
  const dataType = sentType(tensor, name);
  const converted = dataType === tensor.dataType ? 0 : elementCount(shape);
  return { bytes: tensorBytes({ shape, dataType }), dataType, converted };
}

/** What a tensor that is no input of the network is sent as: floating-point numbers of more bits are converted. */
export function sentType({ dataType }: TensorType, to: TransferPrecisionName): DataType {
  if (to === 'stored') return dataType;
  const isFloat = dataType.startsWith('float') || dataType === 'bfloat16';
  return isFloat && BITS_PER_ELEMENT[dataType] > BITS_PER_ELEMENT[to] ? to : dataType;
}

/** What the cuts of a network send beside its inputs, by cut. */
export interface SentByCut {
  /** Bytes of all crossing tensors together, without the inputs of the network. */
  readonly bytes: Float64Array;
  /** Elements that are converted. */
  readonly converted: Float64Array;
}

/** What the cuts of a network send, whatever the link and the precision. */
export interface Traffic {
  /** By input of the network, by cut: 1 where the input is among the crossing tensors. */
  readonly inputs: readonly Uint8Array[];
  /** By cut: bytes of the results that are made outside it. */
  readonly results: Float64Array;
}

/** Computed once a list of cuts. */
export const trafficOf = remember((cuts: CutList): Traffic => ({
  inputs: cuts.network.inputs.map((input) => crosses(cuts, input)),
  results: resultsOutside(cuts),
}));

/** Computed once a list of cuts and a precision. */
export const sentByCut = (cuts: CutList, precision: TransferPrecisionName): SentByCut =>
  sentByPrecision(cuts)(precision);

const sentByPrecision = remember((cuts: CutList) =>
  onceEach((precision: TransferPrecisionName) => addUpSent(cuts, precision)),
);

function crosses({ count, crossing: { start, tensors } }: CutList, tensor: number): Uint8Array {
  const found = new Uint8Array(count);
  for (let cut = 0; cut < count; cut++) {
    for (let k = start[cut]!; k < start[cut + 1]!; k++) if (tensors[k] === tensor) found[cut] = 1;
  }
  return found;
}

function addUpSent(cuts: CutList, precision: TransferPrecisionName): SentByCut {
  const { start, tensors } = cuts.crossing;
  const inputs = new Set(cuts.network.inputs);
  const sizes = new Float64Array(cuts.network.tensors.length);
  const elements = new Float64Array(cuts.network.tensors.length);
  cuts.blocks.takers.forEach((takers, tensor) => {
    if (takers.length === 0 || inputs.has(tensor)) return;
    const sent = convertedTensor(cuts.network.tensors[tensor]!, precision);
    sizes[tensor] = sent.bytes;
    elements[tensor] = sent.converted;
  });
  const total = { bytes: new Float64Array(cuts.count), converted: new Float64Array(cuts.count) };
  for (let cut = 0; cut < cuts.count; cut++) {
    for (let k = start[cut]!; k < start[cut + 1]!; k++) {
      total.bytes[cut]! += sizes[tensors[k]!]!;
      total.converted[cut]! += elements[tensors[k]!]!;
    }
  }
  return total;
}

function resultsOutside({ network, blocks, count, withoutLast, lastBlock }: CutList): Float64Array {
  const isResult = new Uint8Array(network.tensors.length);
  for (const output of network.outputs) isResult[output] = 1;
  const madeBy = float64Of(blocks.layers, (layers) => {
    let made = 0;
    for (const layer of layers) {
      for (const tensor of network.layers[layer]!.outputs) {
        if (isResult[tensor] === 1) made += tensorBytes(network.tensors[tensor]!);
      }
    }
    return made;
  });
  const outside = new Float64Array(count);
  outside[0] = madeBy.reduce((sum, made) => sum + made, 0);
  for (let cut = 1; cut < count; cut++) outside[cut] = outside[withoutLast[cut]!]! - madeBy[lastBlock[cut]!]!;
  return outside;
}
