/**
 * Times of the planner's core on one core, networks, cuts and layer costs cached: medians and spreads.
 * Run it with `npm run bench`; README.md beside it keeps what it last showed.
 */
import { performance } from 'node:perf_hooks';
import {
  best,
  boardCosts,
  buildChain,
  confidenceOf,
  decide,
  evaluateAll,
  evaluateSplits,
  findZooNetwork,
  fusedTogether,
  groupLayers,
  listCuts,
  NO_RADIO,
  paretoFront,
  RAW_INPUT,
  shortlistTiers,
  STORED_PRECISION,
  switchOvers,
} from '../dist/src/core/index.js';

const model = (scale) => ({
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

const tierOf = (network, scale) => ({
  costs: boardCosts(
    network,
    { energy: model(scale), latency: model(scale) },
    { precision: 'fp32', fusesActivations: true },
  ),
  idlePower: 2,
  elementBytes: 4,
});

const channel = { rate: 1e8, radio: NO_RADIO };
const link = { uplink: channel, downlink: channel, roundTrip: 5e-3 };

function problemOn(network, { isGrouped, hasCloud }) {
  const [device, edge, cloud] = [20, 4, 1].map((scale) => tierOf(network, scale));
  const together = isGrouped ? groupLayers(network, fusedTogether([device.costs, edge.costs])) : undefined;
  return {
    cuts: listCuts(network, together === undefined ? {} : { together }),
    devices: [device],
    edges: [edge],
    cloud: hasCloud ? { tiers: [cloud], link, directLink: null } : null,
    link,
    encodings: [RAW_INPUT],
    precisions: [STORED_PRECISION],
    returnsResults: true,
    edgeSlowdown: 1,
    exits: [],
  };
}

const chain = (length) =>
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

/** Milliseconds: median, 10th and 90th percentile. */
function time(label, target, work) {
  for (let warm = 0; warm < 20; warm++) work();
  const begin = performance.now();
  const times = [];
  while (times.length < 30 || (performance.now() - begin < 500 && times.length < 2000)) {
    const start = performance.now();
    work();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.floor(share * (times.length - 1))].toFixed(4);
  console.log(`| ${label} | ${at(0.5)} | ${at(0.1)} to ${at(0.9)} | ${target} |`);
}

const zoo = (id) => findZooNetwork(id).build();
const [resnet, inception, long] = [zoo('resnet-50'), zoo('inception-v3'), chain(400)];
const whole = { isGrouped: false, hasCloud: false };
const grouped = { isGrouped: true, hasCloud: false };
const cloud = { isGrouped: true, hasCloud: true };
const plan = (problem) => () => best(evaluateSplits(problem), 'latency');
const planTiers = (problem) => () => best(shortlistTiers(problem, 'latency'), 'latency');

console.log('| what | median [ms] | p10 to p90 [ms] | target [ms] |\n| --- | --- | --- | --- |');
for (const [network, kind, target] of [
  [resnet, whole, '0.05'],
  [inception, grouped, '0.5'],
  [inception, whole, '50'],
]) {
  const problem = problemOn(network, kind);
  time(`${network.name}: ${problem.cuts.count} cuts, two tiers`, target, plan(problem));
}
for (const [network, target] of [
  [inception, '20'],
  [long, '5'],
]) {
  const problem = problemOn(network, cloud);
  time(
    `${network.name}: ${problem.cuts.count} cuts, three tiers, best of all pairs`,
    target,
    planTiers(problem),
  );
}
const chainProblem = problemOn(long, cloud);
time('chain of 400: all 80 601 pairs of cuts listed', '-', () => evaluateAll(chainProblem, Infinity));
time('inception-v3: list of all cuts', '-', () => listCuts(inception));
const evaluation = evaluateSplits(problemOn(resnet, whole));
time('resnet-50: decision within a latency', '-', () =>
  decide(evaluation, 'systemEnergy', { maxLatency: 1 }),
);
time('resnet-50: Pareto front', '-', () => paretoFront(evaluation));
time('resnet-50: switch-overs by rate', '-', () =>
  switchOvers(evaluation, 'uplinkRate', { objective: 'latency' }),
);
const spread = { tiers: [], uplinkRate: { p10: 5e7, p50: 1e8, p90: 2e8 } };
time('resnet-50: confidence, 1000 draws', '-', () =>
  confidenceOf(evaluation, { objective: 'latency', uncertainty: spread }),
);
