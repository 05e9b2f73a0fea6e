import {
  tensorBytes,
  type Choice,
  type Network,
  type SplitProblem,
  type TierCosts,
} from '../../src/core/index.js';
import { crossingByDefinition } from './random-networks.js';

/** What a board spends on a set of layers: those fused into a layer of the set are free, what is constant runs where it is needed. */
export function computeByDefinition(
  network: Network,
  { standalone, perInference }: TierCosts['latency'],
  fusedInto: Int32Array,
  layers: ReadonlySet<number>,
): number {
  if (layers.size === 0) return 0;
  const maker = new Map(
    network.layers.flatMap(({ outputs }, layer) => outputs.map((tensor) => [tensor, layer])),
  );
  const constants = new Set(network.constants);
  const run = new Set<number>(layers);
  const visit = (layer: number): void => {
    for (const input of network.layers[layer]!.inputs) {
      if (!constants.has(input)) continue;
      run.add(maker.get(input)!);
      visit(maker.get(input)!);
    }
  };
  for (const layer of layers) visit(layer);
  let sum = perInference;
  for (const layer of run) if (!run.has(fusedInto[layer]!)) sum += standalone[layer]!;
  return sum;
}

const minus = (a: ReadonlySet<number>, b: ReadonlySet<number>): Set<number> =>
  new Set([...a].filter((layer) => !b.has(layer)));

/** The figures of a plan straight from the definition of its cost: `first` on the device, `second` less `first` on the edge. */
export function costByDefinition(
  problem: SplitProblem,
  { device, edge, cloud, encoding, precision }: Choice,
  first: ReadonlySet<number>,
  second: ReadonlySet<number>,
) {
  const { network } = problem.cuts;
  const constants = new Set(network.constants);
  const whole = new Set(network.layers.flatMap(({ outputs }, l) => (constants.has(outputs[0]!) ? [] : [l])));
  const bits = { stored: 999, float32: 32, float16: 16, int8: 8 }[precision.name];
  const sent = (cut: ReadonlySet<number>) => {
    let [size, elements, input] = [0, 0, false];
    for (const tensor of crossingByDefinition(network, cut)) {
      const at = network.inputs.indexOf(tensor);
      const count = tensorBytes(network.tensors[tensor]!) / 4;
      if (at >= 0) [size, input] = [size + (encoding.inputBytes[at] ?? 4 * count), true];
      else if (bits < 32) [size, elements] = [size + (count * bits) / 8, elements + count];
      else size += 4 * count;
    }
    return { size, elements, input };
  };
  const results = (cut: ReadonlySet<number>): number =>
    !problem.returnsResults
      ? 0
      : network.layers.reduce(
          (sum, { outputs }, layer) =>
            cut.has(layer) || constants.has(outputs[0]!)
              ? sum
              : outputs.reduce(
                  (size, t) => size + (network.outputs.includes(t) ? tensorBytes(network.tensors[t]!) : 0),
                  sum,
                ),
          0,
        );
  const time = (link: SplitProblem['link'], way: 'uplink' | 'downlink', size: number): number =>
    size === 0 ? 0 : link.roundTrip * (link.roundTripShare ?? 0.5) + (8 * size) / link[way].rate;
  const radio = (link: SplitProblem['link'], way: 'uplink' | 'downlink', size: number): number =>
    (link[way].radio.base + link[way].radio.slope * link[way].rate) * ((8 * size) / link[way].rate);
  const compute = (of: typeof device, layers: ReadonlySet<number>, cost: 'latency' | 'energy'): number =>
    computeByDefinition(network, of.costs[cost]!, of.costs.fusedInto, layers);

  const local = { latency: compute(device, first, 'latency'), energy: compute(device, first, 'energy') };
  if (first.size === whole.size) {
    const { latency, energy } = local;
    return { latency, deviceEnergy: energy, systemEnergy: energy, period: latency };
  }
  const middle = minus(second, first);
  const last = minus(whole, second);
  const [up, upSecond] = [sent(first), sent(second)];
  const [down, downSecond] = [results(first), results(second)];
  const usesDirect = middle.size === 0 && problem.cloud !== null && problem.cloud.directLink !== null;
  const link = usesDirect ? problem.cloud.directLink : problem.link;
  const relayed = last.size > 0 && !usesDirect;
  const own = {
    latency:
      local.latency +
      (up.input ? encoding.encode.latency : 0) +
      up.elements * precision.encodeElement.latency,
    energy:
      local.energy + (up.input ? encoding.encode.energy! : 0) + up.elements * precision.encodeElement.energy!,
  };
  const uses = (layers: ReadonlySet<number>): number => (layers.size > 0 ? 1 : 0);
  const decode = (cost: 'latency' | 'energy', elements: number) => elements * precision.decodeElement[cost]!;
  const encodeAgain = uses(middle) * uses(last) * upSecond.elements;
  const stages = {
    up: time(link, 'uplink', up.size),
    edge:
      problem.edgeSlowdown * compute(edge, middle, 'latency') +
      uses(middle) * decode('latency', up.elements) +
      encodeAgain * precision.encodeElement.latency,
    edgeUp: relayed ? time(problem.cloud!.link, 'uplink', upSecond.size) : 0,
    cloud: last.size > 0 ? compute(cloud!, last, 'latency') + decode('latency', upSecond.elements) : 0,
    cloudDown: relayed ? time(problem.cloud!.link, 'downlink', downSecond) : 0,
    down: time(link, 'downlink', down),
  };
  const waiting = Object.values(stages).reduce((sum, stage) => sum + stage, 0);
  const deviceEnergy =
    own.energy +
    radio(link, 'uplink', up.size) +
    radio(link, 'downlink', down) +
    (device.idlePower ?? 0) * waiting;
  const edgeEnergy =
    compute(edge, middle, 'energy') +
    uses(middle) * decode('energy', up.elements) +
    encodeAgain * precision.encodeElement.energy! +
    (relayed
      ? radio(problem.cloud!.link, 'uplink', upSecond.size) +
        radio(problem.cloud!.link, 'downlink', downSecond)
      : 0);
  const cloudEnergy =
    last.size > 0 ? compute(cloud!, last, 'energy') + decode('energy', upSecond.elements) : 0;
  return {
    latency: own.latency + waiting,
    deviceEnergy,
    systemEnergy: deviceEnergy + edgeEnergy + cloudEnergy,
    period: Math.max(own.latency, ...Object.values(stages)),
  };
}
