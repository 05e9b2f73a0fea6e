import { addUpChanging, addUpFixed } from './add-up.js';
import { copyOf, emptyFigures, type Figures } from './figures.js';
import { remember } from '../memo.js';
import { changeLedgers, ledgersOf, type Ledgers } from './ledgers.js';
import { KEPT_CUTS, type CutPairs } from './places.js';
import type { PricedChoice, Pricing } from './pricing.js';

interface Kept {
  /** Written again for each link and load. */
  readonly ledgers: Ledgers;
  /** Those that no link and no load changes. */
  readonly fixed: Figures;
}

const memoryOf = remember((_priced: PricedChoice): { isAskedAgain: boolean; kept: Kept | null } => ({
  isAskedAgain: false,
  kept: null,
}));

/**
 * Figures of the splits of one choice for which others were asked before, of another link or load: only what these
 * change is computed again. Null where it is the first time, or there are too many.
 */
export function figuresAgain(pricing: Pricing, splits: CutPairs): Figures | null {
  const { priced, hop, edgeSlowdown } = pricing;
  if (splits.first.length > KEPT_CUTS) return null;
  const memory = memoryOf(priced);
  if (!memory.isAskedAgain) {
    memory.isAskedAgain = true;
    return null;
  }
  const { ledgers, fixed } = (memory.kept ??= keep(pricing, splits));
  changeLedgers(ledgers, { hop, edgeSlowdown });
  const figures = copyOf(fixed);
  addUpChanging(ledgers, figures, 0);
  return figures;
}

function keep(pricing: Pricing, splits: CutPairs): Kept {
  const ledgers = ledgersOf(pricing, splits);
  const fixed = emptyFigures(splits.first.length);
  addUpFixed(ledgers, fixed, 0);
  return { ledgers, fixed };
}
