import { ProblemError } from '../../platform/problems/problem.js';
import type { Board } from '../board.js';

/** Throws a `ProblemError` (`unknown-power-mode`); `pointer` is where the request says the mode. */
export function checkPowerMode(
  { id, powerModes }: Pick<Board, 'id' | 'powerModes'>,
  powerMode: string,
  pointer: string,
): void {
  if (powerModes.value.includes(powerMode)) return;
  throw new ProblemError(
    'unknown-power-mode',
    `board '${id}' has no power mode '${powerMode}'; PUT /boards/${id} adds one`,
    [{ pointer, detail: `got '${powerMode}'`, accepted: `one of ${powerModes.value.join(', ')}` }],
  );
}
