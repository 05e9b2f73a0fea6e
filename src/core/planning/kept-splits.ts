import { Notes, onceEach, rememberRecent } from '../memo.js';
import { addUpChanging, addUpFixed } from './add-up.js';
import { delaysOf, type SensitivityParameter } from './delays.js';
import { copyOf, emptyFigures, type Figures } from './figures.js';
import { changeLedgers, ledgersOf, type Ledgers } from './ledgers.js';
import { splitsOf } from './places.js';
import type { PricedChoice, Pricing } from './pricing.js';

/** Choices of which it is kept what no link and no load changes, and most cuts of one, at 250 bytes each. */
const [KEPT_CHOICES, KEPT_CUTS] = [64, 1024];

/** Of every cut with one choice; two tiers. */
interface KeptSplits {
  /** Written again for each link and load. */
  readonly ledgers: Ledgers;
  /** Those that no link and no load changes. */
  readonly fixed: Figures;
  readonly choice: KeptChoice;
}

/** The same object for every evaluation of one choice, for as long as that is among those that are kept. */
export interface KeptChoice {
  /** What one more of a parameter adds to the latency of every candidate, as `delaysOf`; nothing of it may be changed. */
  readonly delays: (parameter: SensitivityParameter) => Float64Array;
}

const keptSplits = rememberRecent(KEPT_CHOICES, (priced: PricedChoice, pricing: Pricing): KeptSplits => {
  const splits = splitsOf(priced.cuts);
  const ledgers = ledgersOf(pricing, splits);
  const fixed = emptyFigures(priced.cuts.count);
  addUpFixed(ledgers, fixed, 0);
  const delays = onceEach((parameter: SensitivityParameter) => delaysOf(parameter, priced, splits));
  return { ledgers, fixed, choice: { delays } };
});

/** Holds nothing of what is asked for once. */
const askedBefore = new Notes<PricedChoice, true>();

/**
 * Figures of every cut, of which only what link and load change is computed again, with the delays that these leave as
 * they are; null for a choice that is asked for the first time, or has too many cuts.
 */
export function evaluateAgain(pricing: Pricing): (Figures & { readonly kept: KeptChoice }) | null {
  const { priced, cuts } = pricing;
  if (cuts.count > KEPT_CUTS) return null;
  if (askedBefore.get(priced) === undefined) {
    askedBefore.set(priced, true);
    return null;
  }
  const { ledgers, fixed, choice } = keptSplits(priced, pricing);
  changeLedgers(ledgers, pricing);
  const figures = copyOf(fixed);
  addUpChanging(ledgers, figures, 0);
  return Object.assign(figures, { kept: choice });
}
