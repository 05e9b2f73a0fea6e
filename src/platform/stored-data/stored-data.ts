import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { CONFIGURATION, type Configuration } from '../configuration.js';
import { storedDataReads } from '../metrics/metrics.js';
import { codeOfDatabaseFault, DatabaseUnreachableError } from '../problems/database-faults.js';
import { currentRequest } from '../request-context.js';
import type { Soon } from '../soon.js';
import { UnitOfWork } from '../unit-of-work.js';
import { DataVersionEntity } from './data-version.entity.js';
import { Latest } from './latest.js';

/** Of all that is kept, in units of about 1 kB. */
const MAX_SIZE = 50_000;

/**
 * How long a look at the version holds on a PostgreSQL server, where this process wrote nothing since. What another
 * process changes on the same database is seen after this time at the latest, and many requests share one look. An
 * embedded database has no other process.
 */
const FRESH_MS = 25;

/** How long the look at the version may take. */
const LOOK_MS = 1_000;

/** After a failure, how long it is taken for granted that the database is still away. */
const AWAY_MS = 500;

const readsFromMemory = storedDataReads.labels({ from: 'memory' });

/**
 * Keeps what requests read again and again: boards, coefficient sets, links, networks, keys. The database
 * counts every change of those in one row, in the transaction of the change; one look at that row says that
 * all that is kept still holds, for a moment, or that none of it may be used. While the database does not answer, what is
 * kept is used unchecked, and the answer says so.
 */
@Injectable()
export class StoredData {
  private readonly kept = new LRUCache<string, object>({ maxSize: MAX_SIZE });
  private version: string | null = null;
  private checkedAt = 0;
  private writesSeen = -1;
  private awaySince: number | null = null;
  private awayError: unknown = null;
  private readonly versionLook = new Latest(() => this.askVersion());

  private readonly freshMs: number;

  constructor(
    private readonly work: UnitOfWork,
    @Inject(CONFIGURATION) { databaseUrl }: Pick<Configuration, 'databaseUrl'>,
  ) {
    this.freshMs = databaseUrl === null ? Infinity : FRESH_MS;
  }

  /**
   * What `load` reads, or what it read before where that still holds; that there is nothing (null) is not kept.
   * `size` in units of about 1 kB; the value is shared, and nobody may change it.
   */
  read<Value extends object | null>(
    key: string,
    load: () => Promise<Value>,
    size: (value: NonNullable<Value>) => number,
  ): Soon<Value> {
    if (this.work.isWriting) return load(); // sees what it writes
    const kept = this.isFresh ? this.kept.get(key) : undefined;
    if (kept === undefined) return this.checkAndRead(key, load, size);
    readsFromMemory.inc();
    return kept as Value;
  }

  private async checkAndRead<Value extends object | null>(
    key: string,
    load: () => Promise<Value>,
    size: (value: NonNullable<Value>) => number,
  ): Promise<Value> {
    const isChecked = this.isFresh || (await this.check());
    const kept = this.kept.get(key);
    if (kept !== undefined && (isChecked || this.sayUnchecked())) {
      storedDataReads.inc({ from: isChecked ? 'memory' : 'memory-unchecked' });
      return kept as Value;
    }
    if (!isChecked) throw this.awayError;
    const version = this.version;
    storedDataReads.inc({ from: 'database' });
    const value = await load();
    if (value !== null && version === this.version) {
      this.kept.set(key, value, { size: Math.max(1, Math.ceil(size(value))) });
    }
    return value;
  }

  /** Once a request, so that all that it reads is of one state. False while the database does not answer. */
  private check(): Promise<boolean> {
    const request = currentRequest();
    if (request === undefined) return this.look();
    request.isDataChecked ??= this.look();
    return request.isDataChecked;
  }

  get isFresh(): boolean {
    const age = Date.now() - this.checkedAt;
    return age >= 0 && age < this.freshMs && this.work.writesEnded === this.writesSeen;
  }

  /** Asks the database, or knows that it does not answer; then false. */
  async look(): Promise<boolean> {
    if (this.awaySince !== null && Date.now() - this.awaySince < AWAY_MS) return false;
    try {
      await soon(this.versionLook.next());
      this.awaySince = null;
      return true;
    } catch (error) {
      if (codeOfDatabaseFault(error) === null) throw error;
      this.awaySince = Date.now();
      this.awayError = error;
      return false;
    }
  }

  private async askVersion(): Promise<void> {
    const [now, writes] = [Date.now(), this.work.writesEnded];
    const { value } = await this.work.manager.findOneByOrFail(DataVersionEntity, { id: 1 });
    if (value !== this.version) this.kept.clear();
    this.version = value;
    this.checkedAt = now;
    this.writesSeen = writes;
  }

  /** False where there is no answer that could say so. */
  private sayUnchecked(): boolean {
    const request = currentRequest();
    if (request === undefined) return false;
    request.uncheckedSince = new Date(this.checkedAt);
    return true;
  }
}

/** Rejects when `work` takes too long, and not merely because this process was busy when its end was reported. */
async function soon(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      setTimeout(() => {
        reject(
          new DatabaseUnreachableError(new Error('the version of the stored data was not told in time')),
        );
      }, 1); // behind the next turn of the event loop, which reads what has arrived
    }, LOOK_MS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
