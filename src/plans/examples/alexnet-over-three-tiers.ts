import type { PlanRequestDto } from '../plan-request.dto.js';
import { ALEXNET_OVER_WIFI } from './alexnet-over-wifi.js';

/** AlexNet with a server behind the edge; what conv1 takes the device is the user's own measurement. Works as it stands. */
export const ALEXNET_OVER_THREE_TIERS = {
  ...ALEXNET_OVER_WIFI,
  device: {
    ...ALEXNET_OVER_WIFI.device,
    measurements: [{ layers: ['conv1', 'relu1'], latencyMs: 0.8, energyJ: 0.004 }],
  },
  cloud: { board: 'server-nvidia-t4' },
  backhaul: { uplink: { rateMbps: 1000 }, roundTripMs: 10 },
} satisfies { readonly [Field in keyof PlanRequestDto]?: unknown };

const { inputEncodings, ...WITHOUT_ENCODINGS } = ALEXNET_OVER_THREE_TIERS;

/** The same, divided by hand: up to pool1 on the device, up to pool5 on the edge. */
export const ALEXNET_ON_THREE_TIERS = {
  ...WITHOUT_ENCODINGS,
  inputEncoding: inputEncodings[0],
  deviceLayers: ['conv1', 'relu1', 'pool1'],
  edgeLayers: ['conv2', 'relu2', 'pool2', 'conv3', 'relu3', 'conv4', 'relu4', 'conv5', 'relu5', 'pool5'],
};

/** AlexNet that answers four inputs of ten behind pool2, at some cost in accuracy. Works as it stands. */
export const ALEXNET_WITH_EXIT = {
  ...ALEXNET_OVER_WIFI,
  exits: [
    {
      after: 'pool2',
      probability: 0.4,
      accuracy: 0.52,
      head: { layers: [{ kind: 'flatten' }, { kind: 'connected', features: 1000 }] },
    },
  ],
  finalAccuracy: 0.565,
} satisfies { readonly [Field in keyof PlanRequestDto]?: unknown };
