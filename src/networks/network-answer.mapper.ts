import {
  costedWork,
  crossingTensors,
  layerCountOf,
  tensorBytes,
  type CutList,
  type Layer,
  type Network,
  type Tensor,
} from '../core/index.js';
import type {
  CutDto,
  CutPageDto,
  LayerAnswerDto,
  NetworkDetailDto,
  NetworkSummaryDto,
  TensorDto,
} from './network-answer.dto.js';
import type { ListedNetwork } from './network.repository.js';
import type { DescribedNetwork } from './stored-network.js';

export const toTensorDto = (tensor: Tensor): TensorDto => ({
  name: tensor.name,
  shape: tensor.shape,
  dataType: tensor.dataType,
  bytes: tensorBytes(tensor),
});

export const toNetworkSummary = (network: ListedNetwork): NetworkSummaryDto => ({
  id: network.id,
  name: network.name,
  origin: network.origin,
  modelSha256: network.modelSha256,
  layers: network.layerCount,
  macs: network.macs,
  weights: network.weights,
});

export const toNetworkDetail = ({ stored, inputs, outputs }: DescribedNetwork): NetworkDetailDto => ({
  ...toNetworkSummary(stored),
  inputs: inputs.map(toTensorDto),
  outputs: outputs.map(toTensorDto),
});

export function toLayerAnswer(network: Network, layer: Layer): LayerAnswerDto {
  const tensorsOf = (indices: readonly number[]): Tensor[] => indices.map((index) => network.tensors[index]!);
  const work = costedWork(network, layer, 'fp32');
  return {
    name: layer.name,
    kind: layer.operation.kind,
    layerClass: work?.layerClass ?? null,
    inputs: tensorsOf(layer.inputs).map(({ name }) => name),
    outputs: tensorsOf(layer.outputs).map(toTensorDto),
    kernels: work === null || work.macs === 0 ? null : work.kernels,
    macs: layer.workload.macs,
    weights: layer.workload.weightElements,
    inputBytes: totalBytes(tensorsOf(layer.inputs)),
    outputBytes: totalBytes(tensorsOf(layer.outputs)),
    sources: [...(layer.sources ?? [])],
  };
}

const totalBytes = (tensors: readonly Tensor[]): number =>
  tensors.reduce((sum, tensor) => sum + tensorBytes(tensor), 0);

export function toCutPage(cuts: CutList, from: number, limit: number): CutPageDto {
  const end = Math.min(from + limit, cuts.count);
  return {
    count: cuts.count,
    complete: cuts.complete,
    cuts: Array.from({ length: Math.max(0, end - from) }, (_, offset) => toCut(cuts, from + offset)),
    next: end < cuts.count ? end : null,
  };
}

function toCut(cuts: CutList, index: number): CutDto {
  const { network, blocks, lastBlock, withoutLast } = cuts;
  const added = index === 0 ? [] : blocks.layers[lastBlock[index]!]!;
  const crossing = crossingTensors(cuts, index).map((tensor) => network.tensors[tensor]!);
  return {
    index,
    layers: layerCountOf(cuts)[index]!,
    adds: Array.from(added, (layer) => network.layers[layer]!.name),
    beyond: index === 0 ? null : withoutLast[index]!,
    crossingTensors: crossing.map(toTensorDto),
    crossingBytes: totalBytes(crossing),
  };
}
