import type { CalibrationDto } from '../calibrations/calibration.dto.js';

/**
 * Jetson TX2 in MAXN with TensorRT, fp16, batch 1, at the rail of the module: six networks of
 * oscarferraz/ICASSP23@dae09e9 (ICASSP 2023), results.ods. Networks of the zoo stand for those that were measured.
 */
const MEASUREMENTS = [
  { zoo: 'resnet-18', energyJ: 0.057913, latencyMs: 4.20531 },
  { zoo: 'resnet-50', energyJ: 0.139859, latencyMs: 10.28757 },
  { zoo: 'resnet-101', energyJ: 0.247138, latencyMs: 17.97458 },
  { zoo: 'resnet-152', energyJ: 0.359744, latencyMs: 25.93688 },
  { zoo: 'vgg-16', energyJ: 0.472719, latencyMs: 31.58885 },
  { zoo: 'vgg-19', energyJ: 0.570568, latencyMs: 37.43772 },
] as const;

/** A request that works as it stands, but for the identifier of a board. */
export const CALIBRATION = {
  powerMode: 'MAXN',
  runtime: 'TensorRT',
  precision: 'fp16',
  boundary: 'module',
  source: 'oscarferraz/ICASSP23@dae09e9 (ICASSP 2023), results.ods: Jetson TX2, MAXN, fp16, batch 1',
  measurements: MEASUREMENTS,
} as const satisfies Partial<Record<keyof CalibrationDto, unknown>>;

/** The same measurements as a table. */
export const CALIBRATION_CSV = [
  'zoo,energyJ,latencyMs',
  ...MEASUREMENTS.map(({ zoo, energyJ, latencyMs }) => `${zoo},${energyJ},${latencyMs}`),
  '',
].join('\n');
