import type { EstimateRequestDto } from '../estimate-request.dto.js';

/** A request that works as it stands. */
export const TWO_NETWORKS = {
  networks: [
    { networkId: 'resnet-18' },
    { zoo: 'mobilenet-v2', parameters: { width: 0.75, resolution: 160 } },
  ],
  boards: [
    { board: 'raspberry-pi-5', runtime: 'ONNX Runtime' },
    { board: 'jetson-tx2', powerMode: 'MAXN', precision: 'fp16' },
  ],
  batteryWh: 37,
  gridGCo2PerKWh: 242,
} as const satisfies { readonly [Field in keyof EstimateRequestDto]?: unknown };
