import { includeCuts, listCuts, type CutList } from '../network/cuts/index.js';
import { tensorBytes } from '../network/tensor.js';
import { constantLayers } from './cut-costs.js';
import { evaluateDivision } from './judge.js';
import { cornersOfLeastProduct, type CostPair } from './least-product.js';
import { FlowNetwork } from './max-flow.js';
import type { Objective, WeightedSum } from './objectives.js';
import { hopPrices } from './pricing.js';
import { choicesOf, type Choice, type SplitProblem } from './problem.js';
import type { Tier } from './tier.js';
import { sentTensor } from './transfer.js';

/** Objectives that are sums, as weights of seconds and joules. */
const WEIGHTS: Readonly<Record<string, WeightedSum>> = {
  latency: { latency: 1, deviceEnergy: 0, systemEnergy: 0 },
  deviceEnergy: { latency: 0, deviceEnergy: 1, systemEnergy: 0 },
  systemEnergy: { latency: 0, deviceEnergy: 0, systemEnergy: 1 },
};

/**
 * The problem with a list that holds the best of all cuts for each objective and choice, where its list is
 * partial; two tiers without early exits. Throughput is left out: its value is a maximum of several sums, which no
 * minimum cut finds, so that the best listed candidate need not be the best there is.
 */
export function withOptima(problem: SplitProblem, objectives: readonly Objective[]): SplitProblem {
  if (problem.cuts.complete || problem.cloud !== null || problem.exits.length > 0) return problem;
  const found = objectives.flatMap((objective) =>
    choicesOf(problem).flatMap((choice) => optimaOf(problem, choice, objective)),
  );
  return { ...problem, cuts: includeCuts(problem.cuts, found) };
}

/** Cuts among which the best of an objective is; none where it is not known or has no minimum cut. */
function optimaOf(problem: SplitProblem, choice: Choice, objective: Objective): ReadonlySet<number>[] {
  if (objective === 'energyDelayProduct') {
    return cornersOfLeastProduct((weights) => pricedCut(problem, choice, weights)).map(
      ({ blocks }) => blocks,
    );
  }
  const weights = typeof objective === 'string' ? WEIGHTS[objective] : objective;
  const blocks = weights === undefined ? null : minimumCut(problem, choice, weights);
  return blocks === null ? [] : [blocks];
}

interface PricedCut extends CostPair {
  readonly blocks: ReadonlySet<number>;
}

/** The cut with the lowest weighted cost and what it takes. */
function pricedCut(problem: SplitProblem, choice: Choice, weights: WeightedSum): PricedCut | null {
  const blocks = minimumCut(problem, choice, weights);
  if (blocks === null) return null;
  const { cuts } = problem;
  const settled: SplitProblem = {
    ...problem,
    // As short as a list with this cut can be.
    cuts: listCuts(cuts.network, { ...cuts.options, limit: 0, include: [blocks] }),
    devices: [choice.device],
    edges: [choice.edge],
    encodings: [choice.encoding],
    precisions: [choice.precision],
  };
  const first = [...blocks].flatMap((block) => cuts.blocks.layers[block]!);
  const { latency, systemEnergy } = evaluateDivision(settled, { first, second: null });
  return { blocks, latency: latency[0]!, systemEnergy: systemEnergy[0]! };
}

/**
 * The blocks of the cut with the lowest weighted cost among those with layers on both sides, by minimum cut;
 * null when an energy that counts is not known. Where it is empty or whole, not dividing is better than
 * every division: the constant parts of an inference only come on top.
 *
 * A block on the sink's side runs on the edge. Edges of infinite capacity lead from every block to those it
 * needs, so that no tensor returns. A tensor with several takers, the encoding of the inputs, the way back of
 * the results and a constant that several blocks need have a node each, so that they are paid once.
 * Sources: Stone, Multiprocessor scheduling with the aid of network flow algorithms, IEEE TSE 3(1), 1977;
 * the nodes for shared tensors as in Hu et al., Dynamic adaptive DNN surgery (DADS), INFOCOM 2019.
 */
function minimumCut(problem: SplitProblem, choice: Choice, weights: WeightedSum): ReadonlySet<number> | null {
  const { blocks } = problem.cuts;
  const flow = new FlowNetwork();
  const nodes = blocks.layers.map(() => flow.addNode());
  const graph: Graph = { flow, nodes, source: flow.addNode(), sink: flow.addNode() };
  blocks.before.forEach((needs, block) => {
    for (const need of needs) flow.addEdge(nodes[block]!, nodes[need]!, Infinity);
  });
  const prices = pricesOf(problem, choice, weights);
  if (!addCompute(graph, problem.cuts, prices)) return null;
  addTransfers(graph, problem, choice, prices);
  const side = flow.sourceSide(graph.source, graph.sink);
  return new Set(nodes.flatMap((node, block) => (side[node] === 1 ? [block] : [])));
}

interface Graph {
  readonly flow: FlowNetwork;
  /** By block. */
  readonly nodes: readonly number[];
  readonly source: number;
  readonly sink: number;
}

interface Prices {
  /** By layer: the weighted cost of running by itself. */
  readonly device: Float64Array;
  readonly edge: Float64Array;
  readonly choice: Choice;
  /** Of a second in which the device waits, and of a joule on the device and on the edge. */
  readonly waiting: number;
  readonly deviceEnergy: number;
  readonly edgeEnergy: number;
  readonly latency: number;
}

function pricesOf({ edgeSlowdown }: SplitProblem, choice: Choice, weights: WeightedSum): Prices {
  const deviceEnergy = weights.deviceEnergy + weights.systemEnergy;
  const edgeEnergy = weights.systemEnergy;
  const waiting = weights.latency + deviceEnergy * (choice.device.idlePower ?? 0);
  return {
    device: weighted(choice.device, weights.latency, deviceEnergy),
    edge: weighted(choice.edge, edgeSlowdown * waiting, edgeEnergy),
    choice,
    waiting,
    deviceEnergy,
    edgeEnergy,
    latency: weights.latency,
  };
}

/** NaN where an energy that counts is not known. */
const weighted = ({ costs }: Tier, perSecond: number, perJoule: number): Float64Array =>
  costs.latency.standalone.map(
    (latency, layer) =>
      perSecond * latency + (perJoule === 0 ? 0 : perJoule * (costs.energy?.standalone[layer] ?? NaN)),
  );

/** False when a price is not known. */
function addCompute(graph: Graph, cuts: CutList, { device, edge, choice }: Prices): boolean {
  const { flow, nodes, source, sink } = graph;
  const { ofLayer } = cuts.blocks;
  if ([...device, ...edge].some(Number.isNaN)) return false;
  for (let layer = 0; layer < device.length; layer++) {
    const node = nodes[ofLayer[layer]!];
    if (node === undefined) continue;
    if (choice.device.costs.fusedInto[layer]! < 0) flow.addEdge(node, sink, device[layer]!);
    const root = choice.edge.costs.fusedInto[layer]!;
    if (root < 0) flow.addEdge(source, node, edge[layer]!);
    else flow.addEdge(nodes[ofLayer[root]!]!, node, edge[layer]!);
  }
  for (const { layer, takers } of constantLayers(cuts)) {
    const [onDevice, onEdge] = [flow.addNode(), flow.addNode()];
    if (choice.device.costs.fusedInto[layer]! < 0) flow.addEdge(onDevice, sink, device[layer]!);
    if (choice.edge.costs.fusedInto[layer]! < 0) flow.addEdge(source, onEdge, edge[layer]!);
    for (const taker of takers) {
      flow.addEdge(nodes[taker]!, onDevice, Infinity);
      flow.addEdge(onEdge, nodes[taker]!, Infinity);
    }
  }
  return true;
}

function addTransfers(graph: Graph, problem: SplitProblem, choice: Choice, prices: Prices): void {
  const { flow, nodes, source } = graph;
  const { cuts } = problem;
  const { network, blocks } = cuts;
  const hop = hopPrices(problem.link);
  const upBit = (prices.waiting + prices.deviceEnergy * hop.upPower) / hop.upRate;
  const downBit = (prices.waiting + prices.deviceEnergy * hop.downPower) / hop.downRate;
  const { encodeElement, decodeElement } = choice.precision;
  const element =
    prices.latency * encodeElement.latency +
    known(prices.deviceEnergy, encodeElement.energy) +
    prices.waiting * decodeElement.latency +
    known(prices.edgeEnergy, decodeElement.energy);
  const { encode } = choice.encoding;
  const encodeCost = prices.latency * encode.latency + known(prices.deviceEnergy, encode.energy);
  const paidOnce = (from: number, cost: number, takers: readonly number[]): void => {
    if (takers.length === 0) return;
    const node = flow.addNode();
    flow.addEdge(from, node, cost);
    for (const taker of takers) flow.addEdge(node, nodes[taker]!, Infinity);
  };
  const makers = new Map(
    network.layers.flatMap(({ outputs }, layer) => outputs.map((tensor) => [tensor, layer])),
  );
  blocks.takers.forEach((takers, tensor) => {
    if (takers.length === 0) return;
    const sent = sentTensor(cuts, tensor, choice);
    const maker = makers.get(tensor);
    const from = maker === undefined ? source : nodes[blocks.ofLayer[maker]!]!;
    paidOnce(from, upBit * 8 * sent.bytes + (sent.converted === 0 ? 0 : element * sent.converted), takers);
  });
  paidOnce(source, encodeCost, [...new Set(network.inputs.flatMap((input) => blocks.takers[input]!))]);
  if (!problem.returnsResults) return;
  const results = network.outputs.flatMap((tensor) => {
    const block = makers.has(tensor) ? blocks.ofLayer[makers.get(tensor)!]! : -1;
    return block < 0 ? [] : [{ block, bytes: tensorBytes(network.tensors[tensor]!) }];
  });
  for (const { block, bytes } of results) flow.addEdge(source, nodes[block]!, downBit * 8 * bytes);
  paidOnce(source, prices.waiting * hop.delay, [...new Set(results.map(({ block }) => block))]);
}

/** A price that is not known does not count where its weight is 0; where it does, everything is as dear as can be. */
const known = (weight: number, price: number | null): number =>
  weight === 0 ? 0 : price === null ? Infinity : weight * price;
