import { addUpChanging, addUpFixed } from './add-up.js';
import { copyOf, emptyFigures, type Figures } from './figures.js';
import { changeLedgers, ledgersOf, type Ledgers } from './ledgers.js';
import { KEPT_CUTS, type CutPairs } from './places.js';
import type { PricedChoice, Pricing } from './pricing.js';

interface Kept {
  /** Written again for each link and load. */
  readonly ledgers: Ledgers;
  /** Those that no link and no load changes. */
  readonly fixed: Figures;
}

/** Null for what was asked for once. */
const kept = new WeakMap<PricedChoice, Kept | null>();

/**
 * Figures of the splits of one choice for which others were asked before, of another link or load: only what these
 * change is computed again. Null where it is the first time, or there are too many.
 */
export function figuresAgain(pricing: Pricing, splits: CutPairs): Figures | null {
  const { priced, hop, edgeSlowdown } = pricing;
  if (splits.first.length > KEPT_CUTS) return null;
  const known = kept.get(priced);
  if (known === undefined) {
    kept.set(priced, null);
    return null;
  }
  const { ledgers, fixed } = known ?? keep(pricing, splits);
  changeLedgers(ledgers, { hop, edgeSlowdown });
  const figures = copyOf(fixed);
  addUpChanging(ledgers, figures, 0);
  return figures;
}

function keep(pricing: Pricing, splits: CutPairs): Kept {
  const ledgers = ledgersOf(pricing, splits);
  const fixed = emptyFigures(splits.first.length);
  addUpFixed(ledgers, fixed, 0);
  const made = { ledgers, fixed };
  kept.set(pricing.priced, made);
  return made;
}
