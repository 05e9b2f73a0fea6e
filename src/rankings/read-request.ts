import { parsedJson } from '../platform/ndjson/parsed-json.js';
import { ProblemError } from '../platform/problems/problem.js';
import { readBody } from '../platform/validation/request.pipe.js';
import type { Goal } from '../core/index.js';
import type { RankingJob } from './ranking-job.js';
import { MAX_CANDIDATES, RankingSettingsDto } from './ranking-request.dto.js';

/** A request whose candidates are looked at one by one, for each is at fault by itself. */
export interface ReadRanking {
  readonly settings: RankingSettingsDto;
  readonly goal: Goal;
  readonly candidates: readonly RawCandidate[];
}

/** Gives a candidate as it was sent; throws a `ProblemError` for a line that is not JSON. */
export type RawCandidate = () => unknown;

/** Throws a `ProblemError`: `malformed-request`, `invalid-request`. */
export async function readRanking({ body, mediaType }: RankingJob): Promise<ReadRanking> {
  const text = decoded(body);
  const { settings, candidates } = mediaType === 'application/json' ? fromJson(text) : fromLines(text);
  const dto = await readBody(settings, RankingSettingsDto);
  const { length } = candidates;
  if (length === 0 || length > MAX_CANDIDATES) {
    const got = length === 0 ? 'got none' : `got more than ${MAX_CANDIDATES}`;
    throw refusal('/candidates', got, `1 to ${MAX_CANDIDATES} candidates`);
  }
  return { settings: dto, goal: toGoal(dto), candidates };
}

function decoded(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new ProblemError('malformed-request', 'body: got bytes that are not UTF-8, expected UTF-8');
  }
}

interface Parts {
  readonly settings: unknown;
  readonly candidates: readonly RawCandidate[];
}

function fromJson(text: string): Parts {
  const body = parsedJson(text, 'body');
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return { settings: body, candidates: [] };
  const { candidates, ...settings } = body as Record<string, unknown>;
  if (!Array.isArray(candidates)) {
    const got = candidates === undefined ? 'got nothing' : 'got no list';
    throw refusal('/candidates', got, `a list of 1 to ${MAX_CANDIDATES} candidates`);
  }
  return {
    settings,
    candidates: candidates.slice(0, MAX_CANDIDATES + 1).map((value: unknown) => () => value),
  };
}

/** The settings in the first line, then a candidate a line, which is parsed when its turn comes. */
function fromLines(text: string): Parts {
  const [first = '', ...lines] = linesOf(text);
  return {
    settings: parsedJson(first, 'line 1'),
    candidates: lines.map((line, index) => () => parsedJson(line, `candidate ${index}`)),
  };
}

/** Lines that are not blank, but no more than it takes to refuse a request: a body may be all line ends. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  for (let start = 0; start < text.length && lines.length < MAX_CANDIDATES + 2;) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const line = text.slice(start, end);
    if (line.trim() !== '') lines.push(line);
    start = end + 1;
  }
  return lines;
}

/** Prices of a joule and of a second. Throws a `ProblemError` where prices and goal do not go together. */
function toGoal({ goal, weights }: RankingSettingsDto): Goal {
  const isSum = goal === 'weightedSum';
  if (isSum !== (weights !== undefined)) {
    throw refusal(
      '/weights',
      isSum ? 'got nothing' : `got prices with the goal ${goal}`,
      isSum ? 'an object of prices' : 'nothing, or the goal weightedSum',
    );
  }
  if (weights === undefined)
    return { energy: goal === 'energy' ? 1 : 0, latency: goal === 'latency' ? 1 : 0 };
  const { perEnergyJ, perLatencyMs } = weights;
  if (perEnergyJ === 0 && perLatencyMs === 0) {
    throw refusal('/weights', 'got two prices of 0', 'at least one price above 0');
  }
  return { energy: perEnergyJ, latency: perLatencyMs * 1e3 };
}

export const refusal = (pointer: string, got: string, accepted: string): ProblemError =>
  new ProblemError('invalid-request', `${pointer.slice(1)}: ${got}, expected ${accepted}`, [
    { pointer, detail: got, accepted },
  ]);
