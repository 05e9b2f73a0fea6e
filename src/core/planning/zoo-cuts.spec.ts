import { fusionRoots } from '../cost/fusion.js';
import { NO_RADIO } from '../cost/link.js';
import { crossingTensors, findCut, listCuts } from '../network/cuts/index.js';
import { bitsPerSecond, seconds, watts } from '../units.js';
import { findZooNetwork } from '../zoo/index.js';
import { candidateAt, evaluateSplits } from './evaluate.js';
import type { Tier } from './tier.js';
import { RAW_INPUT, STORED_PRECISION } from './transfer.js';

/** Every layer that is not fused into another costs as much. */
function uniform(id: string, cost: number): { network: ReturnType<typeof build>; tier: Tier } {
  const network = build(id);
  const costs = { standalone: new Float64Array(network.layers.length).fill(cost), perInference: 0 };
  return {
    network,
    tier: {
      costs: { latency: costs, energy: costs, fusedInto: fusionRoots(network) },
      idlePower: watts(0),
      elementBytes: 4,
    },
  };
}
const build = (id: string) => findZooNetwork(id).build();

/** A plan of a zoo network: 1 s and 1 J a layer on the device, 0.125 on the edge, 8 Mbit/s = 1 MB/s, no round trip. */
function planned(id: string, isInside: (name: string, index: number) => boolean) {
  const { network, tier } = uniform(id, 1);
  const cuts = listCuts(network);
  const channel = { rate: bitsPerSecond(8e6), radio: NO_RADIO };
  const evaluation = evaluateSplits({
    cuts,
    devices: [tier],
    edges: [uniform(id, 0.125).tier],
    cloud: null,
    link: { uplink: channel, downlink: channel, roundTrip: seconds(0) },
    encodings: [RAW_INPUT],
    precisions: [STORED_PRECISION],
    returnsResults: true,
    edgeSlowdown: 1,
    exits: [],
  });
  const layers = network.layers.flatMap(({ name }, index) => (isInside(name, index) ? [index] : []));
  const cut = findCut(cuts, layers);
  const names = crossingTensors(cuts, cut).map((tensor) => network.tensors[tensor]!.name);
  return { count: cuts.count, names, candidate: candidateAt(evaluation, cut) };
}

describe('a cut', () => {
  it('inside a residual block sends the shortcut as well: ResNet-18 behind the first convolution of a block', () => {
    const { names, candidate } = planned('resnet-18', (_, index) => index <= 6);
    expect(names).toEqual(['stem.pool', 'layer1.0.1.relu']);
    // 2 tensors · 64 · 56 · 56 · 4 B; results: 1000 · 4 B
    expect(candidate.split).toMatchObject({ bytesUp: 1_605_632, bytesDown: 4_000, layerCount: 7 });
    // 3 of 7 layers are not fused: stem.conv, stem.pool, layer1.0.1.conv. Of all 69, 20 normalisations and
    // 9 activations are fused, those behind additions are not: 40 - 3 = 37 layers · 0.125 on the edge.
    expect(candidate.deviceEnergy).toBe(3);
    expect(candidate.edgeEnergy).toBe(4.625);
    expect(candidate.latency).toBeCloseTo(3 + 1.605632 + 4.625 + 0.004, 12);
  });

  it('through the branches of an inception module sends one tensor each: Inception v3, mixed5b', () => {
    const inside = (name: string, index: number) =>
      index <= 16 || /mixed5b\.(1x1|5x5\.0|3x3\.[01])/.test(name);
    const { names, candidate } = planned('inception-v3', inside);
    expect(names).toEqual(['stem2.pool', 'mixed5b.1x1.0.relu', 'mixed5b.5x5.0.relu', 'mixed5b.3x3.1.relu']);
    // (192 + 64 + 48 + 96) channels · 35 · 35 · 4 B; stem2.pool is still needed by the pooled branch
    expect(candidate.split.bytesUp).toBe(1_960_000);
    // 5 convolutions and 2 poolings of the stem, 4 convolutions of mixed5b
    expect(candidate.deviceEnergy).toBe(11);
  });

  it('in a dense block sends all that later layers see: DenseNet-121 in its third layer', () => {
    const { names, candidate } = planned('densenet-121', (_, index) => index <= 13);
    expect(names).toEqual(['stem.pool', 'block1.0.2.conv', 'block1.1.1.conv']);
    // (64 + 32 + 128) channels · 56 · 56 · 4 B
    expect(candidate.split.bytesUp).toBe(2_809_856);
    // Of 14 layers stem.norm, stem.relu, block1.0.2.norm and block1.0.2.relu are fused; block1.1.2.norm is
    // parted from block1.1.1.conv, with the activation behind it: 2 · 0.125 more on the edge.
    expect(candidate.deviceEnergy).toBe(10);
    const { candidate: behind } = planned('densenet-121', (_, index) => index <= 15);
    expect(candidate.edgeEnergy! - behind.edgeEnergy!).toBe(0.25);
  });

  it('in a transformer sends the residual stream, and no constants: ViT-B/16 inside the first attention', () => {
    const { names, candidate, count } = planned('vit-b-16', (_, index) => index <= 8);
    expect(names).toEqual(['positions', 'layer0.qkv']);
    // 197 tokens · (768 + 2304) features · 4 B
    expect(candidate.split.bytesUp).toBe(2_420_736);
    // 130 layers, two of which make the class token out of constants: a chain of 128 steps for the cuts
    expect(count).toBe(129);
    // The two run on the device, where the token is needed; nothing is fused: 9 layers
    expect(candidate.deviceEnergy).toBe(9);
  });
});
