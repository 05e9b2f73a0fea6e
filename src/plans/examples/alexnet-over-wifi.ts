import type { AnyLayerDto } from '../../networks/index.js';
import type { PlanRequestDto } from '../plan-request.dto.js';

/** A layer as it is written in a request, without the fields that have a default. */
type WrittenLayer = Partial<AnyLayerDto> & Pick<AnyLayerDto, 'kind'>;

const relu = (name: string): WrittenLayer => ({ kind: 'activation', name, function: 'relu' });

const pool = (name: string): WrittenLayer => ({
  kind: 'pooling',
  name,
  mode: 'max',
  kernelSize: [3, 3],
  strides: [2, 2],
});

const conv = (name: string, kernels: number, size: number, padding: number, stride = 1): WrittenLayer => ({
  kind: 'convolution',
  name,
  kernels,
  kernelSize: [size, size],
  ...(stride !== 1 && { strides: [stride, stride] }),
  padding: [padding, padding],
});

const connected = (name: string, features: number): WrittenLayer => ({ kind: 'connected', name, features });

/** AlexNet as in torchvision (Krizhevsky, arXiv 1404.5997): 61 100 840 weights, 714 188 480 MACs. */
const ALEXNET_LAYERS: readonly WrittenLayer[] = [
  conv('conv1', 64, 11, 2, 4),
  relu('relu1'),
  pool('pool1'),
  conv('conv2', 192, 5, 2),
  relu('relu2'),
  pool('pool2'),
  conv('conv3', 384, 3, 1),
  relu('relu3'),
  conv('conv4', 256, 3, 1),
  relu('relu4'),
  conv('conv5', 256, 3, 1),
  relu('relu5'),
  pool('pool5'),
  { kind: 'flatten', name: 'flatten' },
  connected('fc6', 4096),
  relu('relu6'),
  connected('fc7', 4096),
  relu('relu7'),
  connected('fc8', 1000),
];

/** A request that works as it stands: the example of the Swagger UI, of the README and of the start-up message. */
export const ALEXNET_OVER_WIFI = {
  network: {
    name: 'alexnet',
    inputs: [{ shape: [1, 3, 224, 224] }],
    layers: ALEXNET_LAYERS,
  },
  inputEncodings: [{ name: '8-bit pixels', bytes: 150_528 }],
  device: { board: 'jetson-tx2', powerMode: 'MAXN', precision: 'fp32' },
  edge: { board: 'jetson-xavier-nx', precision: 'int8' },
  // Radio: energy of each bit on 802.11n, Huang et al., MobiSys 2012; its base power is left out.
  link: {
    uplink: { rateMbps: 200, radioSlopeMwPerMbps: 283.17 },
    downlink: { rateMbps: 200, radioSlopeMwPerMbps: 137.01 },
    roundTripMs: 2,
  },
} as const satisfies { readonly [Field in keyof PlanRequestDto]?: unknown };

const { inputEncodings, ...WITHOUT_ENCODINGS } = ALEXNET_OVER_WIFI;

/** The same, divided as someone might have divided it by hand. */
export const ALEXNET_AFTER_POOL1 = {
  ...WITHOUT_ENCODINGS,
  inputEncoding: inputEncodings[0],
  deviceLayers: ['conv1', 'relu1', 'pool1'],
};

/** The same, over rates of the uplink. */
export const ALEXNET_OVER_RATES = {
  ...ALEXNET_OVER_WIFI,
  parameters: [{ name: 'uplinkRateMbps', range: { from: 10, to: 1000, points: 21, scale: 'log' } }],
};
