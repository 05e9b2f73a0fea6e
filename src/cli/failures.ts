import { CommanderError } from 'commander';
import { CoreError } from '../core/index.js';
import { OnnxError } from '../onnx/index.js';
import { ProblemError, statusOf, type FieldFault } from '../platform/problems/problem.js';

/** What the program ends with, as its help says it. */
export const EXIT_CODES = `Exit codes:
  0  done
  1  something went wrong that is not foreseen
  2  an option, an argument or a file is not as expected
  3  the request is understood, but the model, the plan or a board does not allow it
  4  no plan keeps to the constraints`;

/** No plan keeps to the constraints; the answer that says so is printed already. */
export class NothingChosen extends Error {}

/** A file that cannot be read or written, or an option that contradicts another. */
export class UsageError extends Error {}

export function exitCodeOf(error: unknown): number {
  if (error instanceof NothingChosen) return 4;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UsageError || isFileFault(error)) return 2;
  if (error instanceof ProblemError) return statusOf(error.code) === 422 ? 3 : 2;
  return error instanceof CoreError || error instanceof OnnxError ? 3 : 1;
}

/** What went wrong, for people; null where it is said already. */
export function explainFailure(error: unknown): string | null {
  if (error instanceof CommanderError || error instanceof NothingChosen) return null;
  if (error instanceof ProblemError) {
    const { detail, errors = [] } = error.problem;
    return [`cutpoint: ${detail}`, ...errors.map(lineOf)].join('\n');
  }
  if (error instanceof Error) {
    const isForeseen = exitCodeOf(error) !== 1;
    return `cutpoint: ${isForeseen ? error.message : (error.stack ?? error.message)}`;
  }
  return `cutpoint: ${String(error)}`;
}

const lineOf = ({ pointer, detail, accepted }: FieldFault): string =>
  `  ${optionAt(pointer)}: ${detail}${accepted === undefined ? '' : `; expected ${accepted}`}`;

/** Options by the field of a request that they fill, the longest first. */
const OPTIONS: readonly (readonly [pointer: string, option: string])[] = [
  ['/device/board', '--device'],
  ['/device/powerMode', '--device-mode'],
  ['/device/precision', '--device-precision'],
  ['/device/runtime', '--device-runtime'],
  ['/device/batch', '--device-batch'],
  ['/device/boundary', '--device-boundary'],
  ['/device/idlePowerW', '--idle-power'],
  ['/device', '--device-mode, --device-precision, --device-runtime, --device-batch, --device-boundary'],
  ['/edge/board', '--edge'],
  ['/edge/powerMode', '--edge-mode'],
  ['/edge/precision', '--edge-precision'],
  ['/edge/runtime', '--edge-runtime'],
  ['/edge/batch', '--edge-batch'],
  ['/edge/boundary', '--edge-boundary'],
  ['/edge', '--edge-mode, --edge-precision, --edge-runtime, --edge-batch, --edge-boundary'],
  ['/cloud/board', '--cloud'],
  ['/cloud/powerMode', '--cloud-mode'],
  ['/cloud/precision', '--cloud-precision'],
  ['/cloud/runtime', '--cloud-runtime'],
  ['/cloud/batch', '--cloud-batch'],
  ['/cloud/boundary', '--cloud-boundary'],
  ['/cloud', '--cloud-mode, --cloud-precision, --cloud-runtime, --cloud-batch, --cloud-boundary'],
  ['/backhaul/uplink/rateMbps', '--backhaul-rate'],
  ['/backhaul/roundTripMs', '--backhaul-round-trip'],
  ['/backhaul', '--backhaul-rate'],
  ['/link/profile', '--link'],
  ['/link/uplink/rateMbps', '--rate'],
  ['/link/downlink/rateMbps', '--down-rate'],
  ['/link/roundTripMs', '--round-trip'],
  ['/constraints/maxLatencyMs', '--max-latency'],
  ['/constraints/maxDeviceEnergyJ', '--max-device-energy'],
  ['/plan', '--plan'],
  ['/calibration', '--calibration'],
  ['/boards/0/board', '--device'],
  ['/boards/0', '--device-mode, --device-precision, --device-runtime, --device-batch, --device-boundary'],
  ['/board/board', '--device'],
  ['/board', '--device-mode, --device-precision, --device-runtime, --device-batch, --device-boundary'],
  ['/maxEnergyJ', '--max-energy'],
  ['/maxLatencyMs', '--max-latency'],
  ['/minAccuracyShare', '--min-accuracy'],
  ['/weights/perEnergyJ', '--energy-price'],
  ['/weights/perLatencyMs', '--latency-price'],
  ['/weights', '--energy-price, --latency-price'],
  ['/stepShare', '--step'],
  ['/keepShare', '--keep'],
  ['/candidates', 'networks, --candidates'],
  ['/batteryWh', '--battery'],
  ['/gridGCo2PerKWh', '--grid'],
  ['/goal', '--goal'],
  ['/top', '--top'],
  ['/objective', '--objective'],
  ['/transferPrecisions', '--transfer-precision'],
  ['?shape', '--shape'],
  ['?dimension', '--dimension'],
  ['?batch', '--batch'],
];

const optionAt = (pointer: string): string =>
  OPTIONS.find(([field]) => pointer === field || pointer.startsWith(`${field}/`))?.[1] ?? pointer;

const FILE_FAULTS: ReadonlySet<unknown> = new Set([
  'ENOENT',
  'EACCES',
  'EISDIR',
  'ENOTDIR',
  'EEXIST',
  'EROFS',
  'ENOSPC',
]);

const isFileFault = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && FILE_FAULTS.has(error.code);
