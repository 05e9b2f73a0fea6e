import { LRUCache } from 'lru-cache';

/** Addresses that are remembered; the one that failed longest ago is forgotten first. */
const MAX_ADDRESSES = 10_000;
const WINDOW_MS = 60_000;

/** Counts keys that were refused by the address that showed them, over the last minute. */
export class FailedAttempts {
  private readonly times = new LRUCache<string, number[]>({ max: MAX_ADDRESSES });

  constructor(private readonly limit: number) {}

  /** Seconds until the address may try again; null when it may now. */
  secondsToWait(address: string, now: number): number | null {
    const recent = this.recent(address, now);
    if (recent.length < this.limit) return null;
    return Math.max(1, Math.ceil((recent.at(-this.limit)! + WINDOW_MS - now) / 1e3));
  }

  add(address: string, now: number): void {
    this.times.set(address, [...this.recent(address, now), now].slice(-this.limit));
  }

  private recent(address: string, now: number): readonly number[] {
    return (this.times.get(address) ?? []).filter((time) => time > now - WINDOW_MS);
  }
}
