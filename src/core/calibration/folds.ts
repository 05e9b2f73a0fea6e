/** Below this many networks each is held out alone. */
const LEAVE_ONE_OUT_BELOW = 30;
const FOLD_COUNT = 10;

export interface Folds {
  readonly method: 'leave-one-network-out' | '10-fold';
  /** By fold: the rows that are held out. All rows of a network are in one fold. */
  readonly heldOut: readonly (readonly number[])[];
}

/**
 * Folds of networks: one each, or ten when there are 30 networks or more. Networks are dealt to the ten in the
 * order of their names, so that the order of the rows does not matter.
 */
export function foldsOf(networks: readonly string[], rows: readonly number[]): Folds {
  const names = [...new Set(rows.map((row) => networks[row]!))].sort();
  const leaveOneOut = names.length < LEAVE_ONE_OUT_BELOW;
  const count = leaveOneOut ? names.length : FOLD_COUNT;
  const foldOfName = new Map(names.map((name, index) => [name, index % count]));
  const heldOut = Array.from({ length: count }, (): number[] => []);
  for (const row of rows) heldOut[foldOfName.get(networks[row]!)!]!.push(row);
  return { method: leaveOneOut ? 'leave-one-network-out' : '10-fold', heldOut };
}

/** Rows that are not held out. */
export function trainingRows(rows: readonly number[], heldOut: readonly number[]): number[] {
  const out = new Set(heldOut);
  return rows.filter((row) => !out.has(row));
}
