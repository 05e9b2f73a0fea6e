import { CoreError } from '../errors.js';

/** How busy the edge is with the work of others. */
export type EdgeLoad =
  | { readonly kind: 'factor'; readonly factor: number }
  | { readonly kind: 'queue'; readonly utilisation: number };

/**
 * How many times slower the edge is: the factor itself (at least 1), or 1 / (1 - utilisation), the mean time
 * in an M/M/1 queue over the time of service (Kleinrock, Queueing Systems I, 1975, eq. 3.26).
 * Throws `CoreError` (`invalid-edge-load`).
 */
export function slowdownOf(load: EdgeLoad): number {
  if (load.kind === 'factor') {
    if (load.factor >= 1 && Number.isFinite(load.factor)) return load.factor;
    throw new CoreError('invalid-edge-load', `factor: got ${load.factor}, expected at least 1`, {
      parameter: 'factor',
    });
  }
  if (load.utilisation >= 0 && load.utilisation < 1) return 1 / (1 - load.utilisation);
  throw new CoreError(
    'invalid-edge-load',
    `utilisation: got ${load.utilisation}, expected at least 0 and less than 1`,
    {
      parameter: 'utilisation',
    },
  );
}
