import fc from 'fast-check';
import {
  bitsPerSecond,
  bytes,
  joules,
  joulesPerBit,
  listCuts,
  seconds,
  watts,
  type CutList,
  type ExtraCost,
  type Link,
  type Network,
  type SplitProblem,
  type Tier,
  type TierCosts,
} from '../../src/core/index.js';
import { fusionRoots } from '../../src/core/cost/fusion.js';

/** Small integers over a power of two: their sums are exact, so that sums in any order are equal. */
const exact = (most: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: most }).map((n) => n / 64);

const layerCosts = (network: Network) =>
  fc.record({
    standalone: fc
      .array(exact(512), { minLength: network.layers.length, maxLength: network.layers.length })
      .map((costs) => Float64Array.from(costs)),
    perInference: exact(64),
  });

export const tierCosts = (network: Network): fc.Arbitrary<TierCosts> =>
  fc.record({
    latency: layerCosts(network),
    energy: layerCosts(network),
    fusedInto: fc.constantFrom(fusionRoots(network), new Int32Array(network.layers.length).fill(-1)),
  });

export const tiers = (network: Network): fc.Arbitrary<Tier> =>
  fc.record({
    costs: tierCosts(network),
    idlePower: fc.option(exact(64).map(watts)),
    elementBytes: fc.constantFrom(1, 2, 4),
  });

/** Rates of 2^k bit/s and powers of n / 64 W: every transfer is an exact number too. */
const channels = fc.record({
  rate: fc.integer({ min: 6, max: 16 }).map((k) => bitsPerSecond(2 ** k)),
  radio: fc.record({ base: exact(64).map(watts), slope: fc.constant(joulesPerBit(0)) }),
});

export const links: fc.Arbitrary<Link> = fc.record({
  uplink: channels,
  downlink: channels,
  roundTrip: exact(128).map(seconds),
});

const extra: fc.Arbitrary<ExtraCost> = fc.record({
  latency: exact(16).map(seconds),
  energy: exact(16).map(joules),
});

/** Problems of two tiers on a network; with several encodings, precisions and power modes. */
export const problemsOn = (cuts: CutList): fc.Arbitrary<SplitProblem> =>
  fc.record({
    cuts: fc.constant(cuts),
    devices: fc.array(tiers(cuts.network), { minLength: 1, maxLength: 2 }),
    edges: fc.array(tiers(cuts.network), { minLength: 1, maxLength: 2 }),
    cloud: fc.constant(null),
    link: links,
    encodings: fc.array(
      fc.record({
        name: fc.constant('encoding'),
        inputBytes: fc.array(fc.option(fc.integer({ min: 0, max: 4096 }).map(bytes)), { maxLength: 2 }),
        encode: extra,
      }),
      { minLength: 1, maxLength: 2 },
    ),
    precisions: fc.uniqueArray(
      fc.record({
        name: fc.constantFrom('stored', 'float32', 'float16', 'int8' as const),
        encodeElement: extra,
        decodeElement: extra,
      }),
      { minLength: 1, maxLength: 2, selector: ({ name }) => name },
    ),
    returnsResults: fc.boolean(),
    edgeSlowdown: fc.constantFrom(1, 1.5, 4),
    exits: fc.constant([]),
  });

export const problems = (networks: fc.Arbitrary<Network>): fc.Arbitrary<SplitProblem> =>
  networks.chain((network) => problemsOn(listCuts(network)));
