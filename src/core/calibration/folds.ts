/** Below this many networks each is held out alone. */
const LEAVE_ONE_OUT_BELOW = 30;
const FOLD_COUNT = 10;

export interface Folds {
  readonly method: 'leave-one-network-out' | '10-fold';
  /** By fold: the networks that are held out. */
  readonly heldOut: readonly ReadonlySet<string>[];
}

/**
 * Folds of networks: one each, or ten when there are 30 networks or more. Networks are dealt to the ten in the
 * order of their names, so that the order of the rows does not matter.
 */
export function foldsOf(networks: Iterable<string>): Folds {
  const names = [...new Set(networks)].sort();
  const leaveOneOut = names.length < LEAVE_ONE_OUT_BELOW;
  const count = leaveOneOut ? names.length : FOLD_COUNT;
  const heldOut = Array.from({ length: count }, () => new Set<string>());
  names.forEach((name, index) => heldOut[index % count]!.add(name));
  return { method: leaveOneOut ? 'leave-one-network-out' : '10-fold', heldOut };
}

/** Rows whose network is held out, and the others. */
export function partRows(
  networks: readonly string[],
  rows: readonly number[],
  heldOut: ReadonlySet<string>,
): { readonly training: number[]; readonly tested: number[] } {
  const training: number[] = [];
  const tested: number[] = [];
  for (const row of rows) (heldOut.has(networks[row]!) ? tested : training).push(row);
  return { training, tested };
}
