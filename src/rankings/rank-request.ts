import { toCoefficientSetSummary, warningsOfSet, type StoredCoefficientSet } from '../boards/index.js';
import {
  intervalAround,
  joules,
  kendallTau,
  rank,
  seconds,
  type BudgetName,
  type Budgets,
  type CostError,
  type Place,
} from '../core/index.js';
import { boundaryWarnings, setName, toFigures } from '../estimates/index.js';
import { LineWriter } from '../platform/ndjson/line-writer.js';
import { ProblemError } from '../platform/problems/problem.js';
import { CandidateReader, type CostedCandidate } from './costed-candidates.js';
import type { Ask, RankingJob } from './ranking-job.js';
import type { AgreementLineDto, BudgetField, PlaceLineDto, RankingLine } from './ranking-lines.dto.js';
import type { RankingSettingsDto } from './ranking-request.dto.js';
import { readRanking, type ReadRanking } from './read-request.js';

/** Candidates that are costed before looking whether the client is still there. */
const CANDIDATES_A_LOOK = 500;

/**
 * Reads a request, ranks its candidates on every board and has the answer written, line by line, as fast as the client
 * takes it. Throws a `ProblemError` before anything is written when the request as a whole is at fault.
 */
export async function rankRequest(job: RankingJob, ask: Ask): Promise<number> {
  const request = await readRanking(job);
  const sets = await setsOf(request.settings, ask);
  const out = new LineWriter<RankingLine>((lines) => ask({ kind: 'write', lines }));
  await out.write({
    kind: 'ranking',
    boards: sets.map(toCoefficientSetSummary),
    warnings: [...sets.flatMap((set) => warningsOfSet(setName(set), set)), ...boundaryWarnings(sets)],
  });
  const candidates = await costed(request, new CandidateReader(sets, ask), out);
  for (const board of sets.keys()) {
    await writePlaces(candidates, board, request, out);
    for (const line of agreements(candidates, board)) await out.write(line);
  }
  const faults = request.candidates.length - candidates.length;
  await out.write({ kind: 'end', ranked: candidates.length, faults });
  await out.flush();
  return candidates.length;
}

async function setsOf({ boards }: RankingSettingsDto, ask: Ask): Promise<StoredCoefficientSet[]> {
  const sets: StoredCoefficientSet[] = [];
  for (const [index, choice] of boards.entries()) {
    const answer = await ask({ kind: 'board', choice: { ...choice }, pointer: `/boards/${index}` });
    if (answer.kind === 'problem') throw new ProblemError(...answer.problem);
    if (answer.kind === 'board') sets.push(answer.set);
  }
  return sets;
}

async function costed(
  { candidates }: ReadRanking,
  reader: CandidateReader,
  out: LineWriter<RankingLine>,
): Promise<CostedCandidate[]> {
  const read: CostedCandidate[] = [];
  for (const [index, raw] of candidates.entries()) {
    if (index % CANDIDATES_A_LOOK === 0) await out.flush();
    const result = await reader.read(raw, index);
    if ('network' in result) read.push(result);
    else
      await out.write({
        kind: 'fault',
        candidate: index,
        problem: { ...result, errors: [...(result.errors ?? [])] },
      });
  }
  return read;
}

async function writePlaces(
  candidates: readonly CostedCandidate[],
  board: number,
  { settings, goal }: ReadRanking,
  out: LineWriter<RankingLine>,
): Promise<void> {
  const ranked = candidates.map(({ network, accuracy }) => ({ ...network.boards[board]!, accuracy }));
  const places = rank(ranked, goal, toBudgets(settings));
  for (const [index, place] of places.entries()) {
    if (index >= (settings.top ?? Infinity) && !place.isOnFront) continue;
    await out.write(toPlaceLine(candidates[place.candidate]!, board, { place, rank: index + 1 }));
  }
}

const toBudgets = ({ maxEnergyJ, maxLatencyMs, minAccuracyShare }: RankingSettingsDto): Budgets => ({
  ...(maxEnergyJ !== undefined && { maxEnergy: joules(maxEnergyJ) }),
  ...(maxLatencyMs !== undefined && { maxLatency: seconds(maxLatencyMs / 1e3) }),
  ...(minAccuracyShare !== undefined && { minAccuracy: minAccuracyShare }),
});

const BUDGET_NAMES: Readonly<Record<BudgetName, BudgetField>> = {
  maxEnergy: 'maxEnergyJ',
  maxLatency: 'maxLatencyMs',
  minAccuracy: 'minAccuracyShare',
};

function toPlaceLine(
  { candidate, name, accuracy, network }: CostedCandidate,
  board: number,
  { place, rank: own }: { readonly place: Place; readonly rank: number },
): PlaceLineDto {
  const { energy, latency, energyError, latencyError, isExtrapolated } = network.boards[board]!;
  return {
    kind: 'place',
    board,
    rank: own,
    candidate,
    name,
    macs: network.macs,
    ...toFigures({ energy: estimateOf(energy, energyError), latency: estimateOf(latency, latencyError) }),
    accuracyShare: Number.isNaN(accuracy) ? null : accuracy,
    brokenBudgets: place.broken.map((budget) => BUDGET_NAMES[budget]),
    isOnFront: place.isOnFront,
    probabilityAhead: place.probabilityAhead,
    inseparable: place.inseparable,
    isExtrapolated,
  };
}

const estimateOf = (total: number, error: CostError | null) =>
  Number.isNaN(total) ? null : { total, interval: error && intervalAround(total, error) };

/** Of each cost that was measured on a board. */
function agreements(candidates: readonly CostedCandidate[], board: number): AgreementLineDto[] {
  return (['energy', 'latency'] as const).flatMap((cost) => {
    const rows = candidates.flatMap(({ measured, network }) => {
      const own = measured.find((figures) => figures.board === board);
      const value = cost === 'energy' ? own?.energyJ : own?.latencyMs;
      const predicted = network.boards[board]![cost];
      return value === undefined || Number.isNaN(predicted) ? [] : [{ value, predicted, macs: network.macs }];
    });
    if (rows.length === 0) return [];
    const values = rows.map(({ value }) => value);
    return [
      {
        kind: 'agreement' as const,
        board,
        cost,
        networks: rows.length,
        tau: kendallTau(
          rows.map(({ predicted }) => predicted),
          values,
        ),
        tauOfMacs: kendallTau(
          rows.map(({ macs }) => macs),
          values,
        ),
      },
    ];
  });
}
