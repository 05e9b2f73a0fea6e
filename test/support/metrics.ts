import type { TestService } from './service.js';

/** A figure that the service shows of itself. */
export async function metric(service: TestService, name: string): Promise<number> {
  const text = await (await fetch(`${service.url}/metrics`)).text();
  const value = new RegExp(`^${name} ([\\d.e+]+)$`, 'm').exec(text)?.[1];
  if (value === undefined) throw new Error(`the metrics have no ${name}`);
  return Number(value);
}

export const heapBytes = (service: TestService): Promise<number> =>
  metric(service, 'nodejs_heap_size_used_bytes');
