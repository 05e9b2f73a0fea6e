const DEFAULTS = {
  networkId: 'resnet-50',
  device: { board: 'raspberry-pi-5', runtime: 'ONNX Runtime' },
  edge: { board: 'server-nvidia-t4' },
  link: { profile: 'wifi-802.11n', uplink: { rateMbps: 40 }, downlink: { rateMbps: 90 }, roundTripMs: 4 },
  inputEncodings: [{ name: 'JPEG', bytes: 60_000 }],
} as const;

const LINES = [
  { id: 'camera-1', link: { uplink: { rateMbps: 85 } } },
  { id: 'camera-2', link: { uplink: { rateMbps: 3.5 }, roundTripMs: 30 } },
  { id: 'camera-3', link: { profile: 'lte' }, constraints: { maxLatencyMs: 100 } },
] as const;

/** A batch that works as it stands. */
export const CAMERAS = [{ defaults: DEFAULTS }, ...LINES].map((line) => JSON.stringify(line)).join('\n');
