import { LRUCache } from 'lru-cache';

/**
 * Objects by text, kept from the second time on that they come, for most of what comes once never comes again. What was
 * not asked for the longest goes first, where there are more than `values` or their `length` together is more.
 */
export class KeptAgain {
  private readonly kept: LRUCache<string, object>;
  /** Those that came once. */
  private readonly noted: LRUCache<string, true>;

  constructor(most: { readonly values: number; readonly length: number }) {
    this.kept = new LRUCache({ max: most.values, maxSize: most.length });
    this.noted = new LRUCache({ max: most.values });
  }

  get(key: string): object | undefined {
    return this.kept.get(key);
  }

  /** Keeps one that came before, and notes that any other did; one that is too long by itself is never kept. */
  add(key: string, value: object, length: number): void {
    if (this.noted.has(key)) this.kept.set(key, value, { size: length });
    else this.noted.set(key, true);
  }
}
