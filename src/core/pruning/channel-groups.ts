import { applyOperation } from '../network/apply.js';
import type { Layer } from '../network/layer.js';
import type { Network } from '../network/network.js';
import type { TensorType } from '../network/tensor.js';
import { channelRule } from './channel-rules.js';
import { ChannelTies, type Channels, type FixedReason } from './channel-ties.js';

/** A convolution that loses kernels with a channel. */
export interface PrunedConvolution {
  readonly layer: number;
  readonly kernelsPerUnit: number;
}

/** Channels that are alike: taking one of them away changes the same tensors by as much as taking another. */
export interface ChannelGroup {
  /** How many can be taken away one by one, each with all that is tied to it; the last one stays. */
  readonly units: number;
  /** Convolutions that lose kernels, in the order of the network. */
  readonly convolutions: readonly PrunedConvolution[];
}

/** What axis 1 of a tensor is made of. */
export interface Composition {
  /** Elements that stay. */
  readonly fixed: number;
  readonly parts: readonly { readonly group: number; readonly perUnit: number }[];
}

/** Which channels of a network can go, and which with which. */
export interface ChannelAnalysis {
  readonly network: Network;
  readonly groups: readonly ChannelGroup[];
  /** By tensor; null for one whose size never changes. */
  readonly tensors: readonly (Composition | null)[];
  /** By convolution some of whose kernels cannot go: why. */
  readonly fixed: ReadonlyMap<number, FixedReason>;
}

/**
 * Follows the channels (axis 1) of every tensor through the network. Additions, depthwise and grouped convolutions
 * tie channels together, concatenations line them up, flattening puts their positions behind them. What depends on
 * a layer that is not followed, on an input, a constant or a result of the network stays.
 * Throws `pruning-too-large` for more channels than are followed.
 */
export function analyseChannels(network: Network): ChannelAnalysis {
  const ties = new ChannelTies();
  const channels = followed(network, ties);
  const distinct = [...new Set(channels.map((own) => own?.nodes).filter((nodes) => nodes !== undefined))];
  const { groupOf, units } = alike(ties, distinct);
  const compositions = new Map(distinct.map((nodes) => [nodes, composition(nodes, groupOf, units)]));
  const tensors = channels.map((own) => own && scaled(compositions.get(own.nodes)!, own.inner));
  const convolutions = network.layers.flatMap(({ operation }, layer) =>
    operation.kind === 'convolution' || operation.kind === 'transposed-convolution' ? [layer] : [],
  );
  const outputOf = (layer: number): number => network.layers[layer]!.outputs[0]!;
  const groups = units.map((count) => ({ units: count, convolutions: [] as PrunedConvolution[] }));
  for (const layer of convolutions) {
    for (const { group, perUnit } of tensors[outputOf(layer)]?.parts ?? []) {
      groups[group]!.convolutions.push({ layer, kernelsPerUnit: perUnit });
    }
  }
  return {
    network,
    tensors,
    groups,
    fixed: new Map(
      convolutions.flatMap((layer) => {
        for (const node of channels[outputOf(layer)]!.nodes) {
          const reason = ties.reasonOf(node);
          if (reason !== null) return [[layer, reason] as const];
        }
        return [];
      }),
    ),
  };
}

/** By tensor: its channels; null for one without an axis 1. */
function followed(network: Network, ties: ChannelTies): (Channels | null)[] {
  const channels: (Channels | null)[] = network.tensors.map(() => null);
  for (const input of network.inputs) {
    const tensor = network.tensors[input]!;
    channels[input] = kept(tensor, ties, { code: 'network-input', at: tensor.name });
  }
  for (const layer of network.layers) {
    passThrough(network, layer, channels, ties).forEach((own, index) => {
      channels[layer.outputs[index]!] = own;
    });
  }
  for (const output of network.outputs) {
    const own = channels[output];
    if (own) ties.fix(own.nodes, { code: 'network-result', at: network.tensors[output]!.name });
  }
  return channels;
}

function passThrough(
  { tensors }: Network,
  layer: Layer,
  channels: readonly (Channels | null)[],
  ties: ChannelTies,
): (Channels | null)[] {
  const { operation, name } = layer;
  const inputs = layer.inputs.map((input) => tensors[input]!);
  const outputs = layer.outputs.map((output) => tensors[output]!);
  const reaching = layer.inputs.map((input) => channels[input] ?? null);
  const known = reaching.filter((own) => own !== null);
  const isWhole = known.length === reaching.length && outputs.every(({ shape }) => shape.length >= 2);
  const passed = hasOwnWeights(layer, inputs)
    ? isWhole
      ? channelRule(operation).pass({ operation, name, inputs, outputs, channels: known, ties })
      : 'not-followed'
    : 'shared-weights';
  if (typeof passed !== 'string') return [...passed];
  const reason = { code: passed, at: name };
  for (const { nodes } of known) ties.fix(nodes, reason);
  return outputs.map((output) => kept(output, ties, reason));
}

/** Whether its weights follow from its parameters, and so follow them when these change. */
const hasOwnWeights = ({ operation, workload }: Layer, inputs: readonly TensorType[]): boolean =>
  applyOperation(operation, inputs).workload.weightElements === workload.weightElements;

const kept = ({ shape }: TensorType, ties: ChannelTies, reason: FixedReason): Channels | null =>
  shape.length < 2 ? null : { nodes: ties.addFixed(shape[1]!, reason), inner: 1 };

/**
 * Channels that can go, divided into groups that are alike: a partition that every tensor refines by how many of
 * its channels are tied to one. By root of a set of ties: its group, or -1; by group: how many sets it has.
 */
function alike(
  ties: ChannelTies,
  distinct: readonly Int32Array[],
): { readonly groupOf: (node: number) => number; readonly units: number[] } {
  const classes = new Int32Array(ties.count);
  let classCount = 1;
  for (const nodes of distinct) {
    const refined = new Map<string, number>();
    for (const [root, count] of countedRoots(nodes, (node) => ties.rootOf(node))) {
      const key = `${classes[root]} ${count}`;
      const next = refined.get(key) ?? classCount++;
      refined.set(key, next);
      classes[root] = next;
    }
  }
  const numbers = new Map<number, number>();
  const units: number[] = [];
  for (let node = 0; node < ties.count; node++) {
    if (ties.rootOf(node) !== node || ties.reasonOf(node) !== null) continue;
    const group = numbers.get(classes[node]!) ?? numbers.size;
    numbers.set(classes[node]!, group);
    units[group] = (units[group] ?? 0) + 1;
  }
  const groupOf = (node: number): number =>
    ties.reasonOf(node) === null ? numbers.get(classes[ties.rootOf(node)]!)! : -1;
  return { groupOf, units };
}

function countedRoots(nodes: Int32Array, rootOf: (node: number) => number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const node of nodes) counts.set(rootOf(node), (counts.get(rootOf(node)) ?? 0) + 1);
  return counts;
}

function composition(
  nodes: Int32Array,
  groupOf: (node: number) => number,
  units: readonly number[],
): Composition {
  const counts = countedRoots(nodes, groupOf);
  const fixed = counts.get(-1) ?? 0;
  counts.delete(-1);
  return {
    fixed,
    parts: [...counts].map(([group, count]) => ({ group, perUnit: count / units[group]! })),
  };
}

/** Null where nothing can go. */
const scaled = ({ fixed, parts }: Composition, inner: number): Composition | null =>
  parts.length === 0
    ? null
    : {
        fixed: fixed * inner,
        parts: parts.map(({ group, perUnit }) => ({ group, perUnit: perUnit * inner })),
      };
