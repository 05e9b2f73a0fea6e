import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTestService, type TestService } from '../../test/support/service.js';
import { residentMegabytes } from '../harness/processes.js';
import type { Outcome, Settings, Suite } from '../harness/suite.js';
import { CELLS, rankingOf } from '../http/bodies.js';
import { UNLIMITED } from '../http/suite.js';

const SAMPLE_MS = 20;

interface Watched {
  readonly seconds: number;
  /** Resident memory of the service, threads included, at its highest [MB]. */
  readonly peak: number;
}

async function run({ rounds, isQuick }: Settings): Promise<Outcome> {
  const candidates = isQuick ? 100 : CELLS.length;
  const body = rankingOf(candidates)();
  const service = await startTestService(UNLIMITED);
  try {
    const before = residentMegabytes(service.pid);
    const found: Watched[] = [];
    for (let round = 0; round < rounds; round++) found.push(await rank(service, body(round), candidates));
    const what = `ranking of ${candidates} cells of NAS-Bench-201 in one request`;
    return {
      rows: [
        { what, unit: 's', values: found.map(({ seconds }) => seconds) },
        {
          what: '  the service grows by at most',
          unit: 'MB',
          values: found.map(({ peak }) => peak - before),
        },
      ],
      notes: [],
    };
  } finally {
    await service.stop();
  }
}

async function rank(service: TestService, body: string | Buffer, candidates: number): Promise<Watched> {
  const progress = { done: false };
  const start = performance.now();
  const ranking = answerOf(service, body).finally(() => (progress.done = true));
  let peak = 0;
  do {
    peak = Math.max(peak, residentMegabytes(service.pid));
    await sleep(SAMPLE_MS);
  } while (!progress.done);
  const { text, end } = await ranking;
  const { ranked, faults } = JSON.parse(text.trimEnd().split('\n').at(-1)!) as {
    ranked: number;
    faults: number;
  };
  if (ranked + faults !== candidates)
    throw new Error(`ranking: got ${ranked} and ${faults}, expected ${candidates}`);
  return { seconds: (end - start) / 1e3, peak };
}

async function answerOf(service: TestService, body: string | Buffer): Promise<{ text: string; end: number }> {
  const response = await fetch(`${service.url}/rankings`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: body,
  });
  return { text: await response.text(), end: performance.now() };
}

export const rankingsSuite: Suite = {
  summary: 'all networks of NAS-Bench-201 in one streamed request: time, and how far the service grows',
  run,
};
