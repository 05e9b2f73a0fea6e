import { randomUUID } from 'node:crypto';
import { asAdministrator } from './administrator.js';
import { json, type TestService } from './service.js';

/** A write that the service was asked for. */
export interface Write {
  readonly id: string;
  /** Sent again after a crash, it has to have the same effect once. */
  readonly idempotencyKey: string;
  /** What was answered; null where no answer came. */
  status: number | null;
}

const CHANNEL = { radioSlopeMwPerMbps: 10, source: 'crash test' };

/** Adds links one after the other until the service is gone; gives what was asked and answered. */
export async function writeUntilGone(service: TestService, round: number, client: number): Promise<Write[]> {
  const writes: Write[] = [];
  for (let count = 0; ; count++) {
    const write: Write = {
      id: `crash-${round}-${client}-${count}`,
      idempotencyKey: randomUUID(),
      status: null,
    };
    writes.push(write);
    try {
      write.status = await send(service, write);
    } catch {
      return writes;
    }
    if (write.status === 503) return writes;
  }
}

export async function send(service: TestService, { id, idempotencyKey }: Write): Promise<number> {
  const response = await fetch(`${service.url}/links`, {
    method: 'POST',
    headers: { ...asAdministrator, 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
    body: JSON.stringify({ id, name: id, uplink: CHANNEL, downlink: CHANNEL }),
  });
  await response.text();
  return response.status;
}

/**
 * What is wrong after a crash with the writes before it: each that was acknowledged has to be there with its line
 * of the log, each other one is there with its line or not at all, and sent again it has to be there once.
 */
export async function faultsAfterCrash(service: TestService, writes: readonly Write[]): Promise<string[]> {
  const faults: string[] = [];
  const links = new Set((await get(service, '/links')).links.map(({ id }: { id: string }) => id) as string[]);
  const lines = await auditedLinks(service);
  for (const write of writes) {
    const count = lines.get(write.id) ?? 0;
    const isThere = links.has(write.id);
    if (write.status === 201 && !isThere) faults.push(`${write.id}: was acknowledged and is lost`);
    if (isThere !== (count === 1))
      faults.push(`${write.id}: ${isThere ? 'is there' : 'is not'}, with ${count} lines`);
  }
  const unknown = writes.filter(({ status }) => status !== 201);
  for (const write of unknown) {
    const status = await send(service, write);
    if (status !== 201) faults.push(`${write.id}: answered ${status} when it was sent again`);
  }
  const afterwards = await auditedLinks(service);
  for (const { id } of unknown) {
    if (afterwards.get(id) !== 1)
      faults.push(`${id}: has ${afterwards.get(id)} lines after it was sent again`);
  }
  return faults;
}

async function auditedLinks(service: TestService): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (let after = ''; ;) {
    const { lines, next } = await get(service, `/audit?resource=link&limit=200${after}`);
    for (const { resourceId } of lines) counts.set(resourceId, (counts.get(resourceId) ?? 0) + 1);
    if (next === null) return counts;
    after = `&after=${next}`;
  }
}

const get = async (service: TestService, path: string) =>
  json(await fetch(service.url + path, { headers: asAdministrator }));
