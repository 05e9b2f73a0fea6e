import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { TestService } from './service.js';

/** A figure that the service shows of itself. */
export async function metric(service: TestService, name: string): Promise<number> {
  const text = await (await fetch(`${service.url}/metrics`)).text();
  const value = new RegExp(`^${name} ([\\d.e+]+)$`, 'm').exec(text)?.[1];
  if (value === undefined) throw new Error(`the metrics have no ${name}`);
  return Number(value);
}

/** Lets a service collect its garbage on SIGUSR2. */
export const COLLECTING = {
  NODE_OPTIONS: `--import=${pathToFileURL(resolve('test/support/collect-on-signal.js')).href}`,
};

/** What lives on the heap of a service that was started with `COLLECTING`. */
export async function heapBytes(service: TestService): Promise<number> {
  process.kill(service.pid, 'SIGUSR2');
  await setTimeout(500);
  return metric(service, 'nodejs_heap_size_used_bytes');
}
