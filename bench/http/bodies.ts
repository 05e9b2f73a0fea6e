import { chainFile } from '../core/imports.js';

/** The n-th body of a scenario; no two are the same. */
export type Bodies = (n: number) => string | Buffer;

const TIERS = {
  device: { board: 'jetson-tx2', powerMode: 'MAXN', precision: 'fp32' },
  edge: { board: 'jetson-xavier-nx', precision: 'int8' },
};

/** Rates [Mbit/s] that do not come again for a long time. */
const rateOf = (n: number): number => 10 + (n % 100_000) / 100;

/** Numbers that are put in the place of others in a text that is made once: it costs the load generator little. */
const [RATE, KERNELS] = [987_654_321, 123_456];

function filledIn(body: object): (rate: number, kernels?: number) => string {
  const pieces = JSON.stringify(body)
    .split(String(RATE))
    .map((piece) => piece.split(String(KERNELS)));
  return (rate, kernels) => pieces.map((piece) => piece.join(String(kernels))).join(String(rate));
}

const linked = { link: { uplink: { rateMbps: RATE }, roundTripMs: 5 } };

export const planById = (): Bodies => {
  const fill = filledIn({ networkId: 'resnet-50', ...TIERS, ...linked });
  return (n) => fill(rateOf(n));
};

/** A third convolutions, a third normalisations, a third activations; the last layer has `kernels`. */
function inlineNetwork(layers: number, kernels: number): object {
  const inner = Array.from({ length: layers - 1 }, (_, index) => {
    if (index % 3 === 0) {
      const [size, padding] = [
        [3, 3],
        [1, 1],
      ];
      return { kind: 'convolution', name: `conv${index}`, kernels: 64, kernelSize: size, padding };
    }
    if (index % 3 === 1) return { kind: 'normalisation', name: `norm${index}`, mode: 'batch' };
    return { kind: 'activation', name: `relu${index}`, function: 'relu' };
  });
  const last = { kind: 'convolution', name: 'last', kernels, kernelSize: [1, 1] };
  return { name: `chain of ${layers}`, inputs: [{ shape: [1, 3, 56, 56] }], layers: [...inner, last] };
}

/** The same network in every body, at another rate. */
export const sameInline = (layers: number) => (): Bodies => {
  const fill = filledIn({ network: inlineNetwork(layers, 64), ...TIERS, ...linked });
  return (n) => fill(rateOf(n));
};

/** Another network in every body, at another rate. */
export const newInline = (layers: number) => (): Bodies => {
  const fill = filledIn({ network: inlineNetwork(layers, KERNELS), ...TIERS, ...linked });
  return (n) => fill(rateOf(n), 1 + (n % 1_000_000));
};

/** A chain of 100 matrix products, each of another width. */
export const onnxFile = (): Bodies => {
  const files = new Map<number, Buffer>();
  return (n) => {
    const width = 1 + (n % 200);
    const known = files.get(width) ?? chainFile(100, width);
    files.set(width, known);
    return known;
  };
};

/** Points over the uplink's rate of ResNet-50. */
export const sweepOf = (points: number) => (): Bodies => {
  const range = { from: RATE, to: 2000, points };
  const body = {
    networkId: 'resnet-50',
    ...TIERS,
    ...linked,
    parameters: [{ name: 'uplinkRateMbps', range }],
  };
  const fill = filledIn(body);
  return (n) => fill(rateOf(n));
};

const OPERATIONS = ['none', 'skip_connect', 'nor_conv_1x1', 'nor_conv_3x3', 'avg_pool_3x3'];
const SOURCES = [0, 0, 1, 0, 1, 2];

/** Cells of NAS-Bench-201, all of them from 0 to 15 624. */
export const CELLS: readonly string[] = Array.from(
  { length: OPERATIONS.length ** SOURCES.length },
  (_, number) =>
    SOURCES.map((source, edge) => {
      const operation = OPERATIONS[Math.floor(number / OPERATIONS.length ** edge) % OPERATIONS.length]!;
      return `${operation}~${source}`;
    }).join('/'),
);

const lines = (values: readonly object[]): string => values.map((value) => JSON.stringify(value)).join('\n');

export const RANKING_SETTINGS = {
  boards: [{ board: 'raspberry-pi-5', runtime: 'ONNX Runtime' }],
  goal: 'energy',
};

/** So many neighbouring cells, from another one each time. */
export const rankingOf = (candidates: number) => (): Bodies => (n) => {
  const from = (n * 7919) % CELLS.length;
  const cells = Array.from({ length: candidates }, (_, k) => CELLS[(from + k) % CELLS.length]!);
  return lines([RANKING_SETTINGS, ...cells.map((cell) => ({ cell }))]);
};

/** So many lines, each a plan by identifier at a rate of its own. */
export const batchOf = (count: number) => (): Bodies => {
  const fill = filledIn({ networkId: 'resnet-50', ...TIERS, ...linked });
  const fillLine = (id: string, rate: number): string => `{"id":"${id}",${fill(rate).slice(1)}`;
  return (n) =>
    Array.from({ length: count }, (_, k) => fillLine(`device-${k}`, rateOf(n * count + k))).join('\n');
};
