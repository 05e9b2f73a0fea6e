import {
  bitsPerSecond,
  boardCosts,
  buildChain,
  findZooNetwork,
  fusedTogether,
  groupLayers,
  listCuts,
  NO_RADIO,
  RAW_INPUT,
  seconds,
  STORED_PRECISION,
  watts,
  type CostModel,
  type Link,
  type Network,
  type SplitProblem,
  type Tier,
} from '../../src/core/index.js';

const DEVICE_IDLE = watts(2);

/** A board: the greater the scale, the slower. What its coefficients are is of no account for the time of planning. */
const model = (scale: number): CostModel => ({
  slopes: {
    convolution: { family: 'kernel-hyperbolic', coefficients: [scale * 1e-12, scale * 2e-11] },
    depthwise: null,
    connected: { family: 'mac-linear', coefficients: [scale * 2e-12] },
  },
  perActivationByte: scale * 1e-11,
  perWeightByte: scale * 1e-11,
  perLayer: scale * 1e-6,
  perInference: scale * 1e-4,
});

const tierOf = (network: Network, scale: number): Tier => ({
  costs: boardCosts(
    network,
    { energy: model(scale), latency: model(scale) },
    { precision: 'fp32', fusesActivations: true },
  ),
  idlePower: DEVICE_IDLE,
  elementBytes: 4,
});

export const linkAt = (rateMbps: number): Link => {
  const channel = { rate: bitsPerSecond(rateMbps * 1e6), radio: NO_RADIO };
  return { uplink: channel, downlink: channel, roundTrip: seconds(5e-3) };
};

/** A network with a slow device, a faster edge and perhaps a cloud, at 100 Mbit/s. */
export function problemOn(
  network: Network,
  { isGrouped, hasCloud }: { readonly isGrouped: boolean; readonly hasCloud: boolean },
): SplitProblem {
  const [device, edge, cloud] = [20, 4, 1].map((scale) => tierOf(network, scale));
  const link = linkAt(100);
  const together = isGrouped ? groupLayers(network, fusedTogether([device!.costs, edge!.costs])) : undefined;
  return {
    cuts: listCuts(network, together === undefined ? {} : { together }),
    devices: [device!],
    edges: [edge!],
    cloud: hasCloud ? { tiers: [cloud!], link, directLink: null } : null,
    link,
    encodings: [RAW_INPUT],
    precisions: [STORED_PRECISION],
    returnsResults: true,
    edgeSlowdown: 1,
    exits: [],
  };
}

/** So many poolings in a row, each of its own. */
export const chainOf = (length: number): Network =>
  buildChain(
    `chain of ${length}`,
    { name: 'input', shape: [1, 16, 8, 8], dataType: 'float32' },
    Array.from({ length }, (_, index) => ({
      name: `l${index}`,
      operation: {
        kind: 'pooling',
        mode: 'max',
        kernelSize: [1, 1],
        strides: [1, 1],
        padding: { begin: [0, 0], end: [0, 0] },
        ceilMode: false,
      },
    })),
  );

export const zoo = (id: string): Network => findZooNetwork(id).build();
