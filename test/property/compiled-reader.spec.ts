import { readFileSync } from 'node:fs';
import type { Type } from '@nestjs/common';
import { EstimateRequestDto } from '../../src/estimates/estimate-request.dto.js';
import { NetworkDto } from '../../src/networks/index.js';
import { EvaluateRequestDto } from '../../src/plans/evaluate/evaluate.dto.js';
import { PlanRequestDto } from '../../src/plans/index.js';
import { SweepRequestDto } from '../../src/plans/sweep/sweep.dto.js';
import { readCompiled } from '../../src/platform/validation/compiled-reader.js';
import { REFUSED } from '../../src/platform/validation/readings.js';
import { isTooDeep, validateBody } from '../../src/platform/validation/request.pipe.js';
import { PruningRequestDto } from '../../src/pruning/pruning-request.dto.js';
import { operationsOf, RequestMaker, type ApiDocument } from '../support/random-requests.js';
import { seededRandom } from '../support/seeded-random.js';

const document = JSON.parse(readFileSync('openapi/openapi.json', 'utf8')) as ApiDocument;

/** What validators make of a body; `REFUSED` where they refuse it. */
const validated = async (body: unknown, type: Type<object>): Promise<unknown> => {
  try {
    return await validateBody(structuredClone(body), type);
  } catch {
    return REFUSED;
  }
};

/** Classes whose every field is read compiled. */
const COMPILED: readonly (readonly [path: string, type: Type<object>, requests: number])[] = [
  ['/plans', PlanRequestDto, 1500],
  ['/plans/evaluate', EvaluateRequestDto, 300],
  ['/plans/sweep', SweepRequestDto, 300],
  ['/networks', NetworkDto, 600],
];

/** Classes of which a field is validated in a way of its own. */
const NOT_COMPILED: readonly (readonly [path: string, type: Type<object>])[] = [
  ['/estimates', EstimateRequestDto],
  ['/pruning-advice', PruningRequestDto],
];

describe('readCompiled', () => {
  it.each(COMPILED)(
    'takes of bodies for %s what validators accept, as they do',
    async (path, type, requests) => {
      const counts = { accepted: 0, refused: 0 };
      for (const body of bodiesFor(path, requests)) {
        const [compiled, expected] = [readCompiled(type, structuredClone(body)), await validated(body, type)];
        expect(compiled).toStrictEqual(expected);
        counts[expected === REFUSED ? 'refused' : 'accepted']++;
      }
      expect(counts.accepted).toBeGreaterThan(requests / 20);
      expect(counts.refused).toBeGreaterThan(requests / 20);
    },
  );

  it.each(NOT_COMPILED)('takes no body for %s that validators refuse', async (path, type) => {
    for (const body of bodiesFor(path, 300)) {
      const compiled = readCompiled(type, structuredClone(body));
      if (compiled !== REFUSED) expect(compiled).toStrictEqual(await validated(body, type));
    }
  });
});

/** Names of fields that class-transformer passes over in silence. */
const IGNORED_BY_CONVERSION = /"(__proto__|constructor|prototype|toString)":/;

/** Objects that nearly are bodies of an operation. */
function* bodiesFor(path: string, requests: number): Generator<object> {
  const maker = new RequestMaker(document, seededRandom(40_961));
  const operation = operationsOf(document).find((each) => each.path === path && each.method === 'POST')!;
  for (let request = 0; request < requests; request++) {
    const { body } = maker.make(operation);
    if (typeof body !== 'string' || IGNORED_BY_CONVERSION.test(body)) continue;
    const value = parsed(body);
    if (typeof value === 'object' && value !== null && !isTooDeep(value)) yield value;
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
