const SETTINGS = {
  boards: [{ board: 'raspberry-pi-5', runtime: 'ONNX Runtime' }],
  goal: 'energy',
  maxLatencyMs: 40,
} as const;

const CANDIDATES = [
  {
    name: 'all 3×3',
    cell: 'nor_conv_3x3~0/nor_conv_3x3~0/nor_conv_3x3~1/nor_conv_3x3~0/nor_conv_3x3~1/nor_conv_3x3~2',
    accuracyShare: 0.94,
  },
  {
    name: 'mixed',
    cell: 'nor_conv_3x3~0/none~0/skip_connect~1/none~0/nor_conv_1x1~1/avg_pool_3x3~2',
    accuracyShare: 0.91,
  },
  { networkId: 'squeezenet-1.1' },
  { zoo: 'mobilenet-v2', parameters: { resolution: 96, width: 0.5 } },
] as const;

/** A request that works as it stands. */
export const RANKING = { ...SETTINGS, candidates: CANDIDATES };

/** The same, a candidate a line. */
export const RANKING_NDJSON = [SETTINGS, ...CANDIDATES].map((line) => JSON.stringify(line)).join('\n');
