import {
  arrayOf,
  crossingTensors,
  layerCountOf,
  layersOfCut,
  remember,
  rememberRecent,
  type CutList,
  type Division,
  type Evaluation,
  type Split,
} from '../core/index.js';
import type { CrossingDto, DivisionDto } from './plan-answer.dto.js';

export function toDivision(
  { problem: { cuts } }: Pick<Evaluation, 'problem'>,
  { split, cloudSplit, choice }: Division,
): DivisionDto {
  return {
    deviceLayers: split.layerCount,
    devicePowerMode: choice.device.mode ?? null,
    edgePowerMode: choice.edge.mode ?? null,
    transferPrecision: choice.precision.name,
    inputEncoding: sendsInput(cuts, split.cut) ? choice.encoding.name : null,
    ...toCrossing(cuts, split),
    ...(cloudSplit && {
      cloud: {
        edgeLayers: cloudSplit.layerCount - split.layerCount,
        powerMode: choice.cloud?.mode ?? null,
        ...toCrossing(cuts, cloudSplit),
      },
    }),
  };
}

const toCrossing = (
  cuts: CutList,
  { cut, crossingTensors: tensors, bytesUp, bytesDown }: Split,
): CrossingDto => ({
  cutAfter: lastLayerOf(cuts, cut),
  crossingTensors: arrayOf(tensors, ({ name, shape, sentAs, bytes: size }) => ({
    name,
    shape,
    dataType: sentAs,
    bytes: size,
  })),
  bytesUp,
  bytesDown,
});

const sendsInput = (cuts: CutList, cut: number): boolean =>
  crossingTensors(cuts, cut).some((tensor) => cuts.network.inputs.includes(tensor));

/** Names of layers of the same cuts that are kept: those of the plans that are best again and again. */
const KEPT_NAMES = 32;

const keptNames = remember((cuts: CutList) =>
  rememberRecent(KEPT_NAMES, (_key: string, cut: number, without: number) => listNames(cuts, cut, without)),
);

/** Layers of a cut in the order of the network, without those of another cut within it. */
export const layerNamesOf = (cuts: CutList, cut: number, without = 0): readonly string[] =>
  keptNames(cuts)(`${cut} ${without}`, cut, without);

function listNames(cuts: CutList, cut: number, without: number): string[] {
  const [bits, left] = [layersOfCut(cuts, cut), layersOfCut(cuts, without)];
  const isInside = (layer: number): boolean =>
    (((bits[layer >> 5]! & ~left[layer >> 5]!) >>> (layer & 31)) & 1) === 1;
  return cuts.network.layers.filter((_, layer) => isInside(layer)).map(({ name }) => name);
}

/** What tells candidates apart for a reader, in short. */
export function deviceSideOf(
  { problem: { cuts }, first }: Evaluation,
  candidate: number,
): Pick<DivisionDto, 'deviceLayers' | 'cutAfter'> {
  const cut = first[candidate]!;
  return { deviceLayers: layerCountOf(cuts)[cut]!, cutAfter: lastLayerOf(cuts, cut) };
}

/** The layer of a cut that comes last in the order of the network. */
function lastLayerOf({ network, blocks, lastBlock }: CutList, cut: number): string | null {
  if (cut === 0) return null;
  const last = blocks.layers[lastBlock[cut]!]!;
  return network.layers[last[last.length - 1]!]!.name;
}
