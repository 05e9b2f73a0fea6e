import { candidateAt, onceEach, type Candidate, type Evaluation } from '../core/index.js';
import { extended } from '../platform/compiled-writer.js';
import { layerNamesOf, toDivision } from './division.mapper.js';
import type { CandidateDto, LedgerItemDto, PlanDto, PricedCandidateDto } from './plan-answer.dto.js';

/** What answers say of the candidates of an evaluation. */
export interface CandidateDtos {
  readonly candidate: (index: number) => CandidateDto;
  readonly plan: (index: number) => PlanDto;
}

/** Each is made once, for an answer often holds the same one several times. */
export function candidateDtosOf(evaluation: Evaluation): CandidateDtos {
  const found = onceEach((index: number) => candidateAt(evaluation, index));
  const candidate = onceEach((index: number) => toCandidate(evaluation, found(index)));
  const plan = onceEach((index: number) => toPlan(evaluation, found(index), candidate(index)));
  return { candidate, plan };
}

/** A plan begins as its candidate does. */
function toPlan({ problem: { cuts } }: Evaluation, candidate: Candidate, begun: CandidateDto): PlanDto {
  const { split, cloudSplit } = candidate;
  return extended(begun, {
    deviceLayerNames: layerNamesOf(cuts, split.cut),
    ...(cloudSplit && { edgeLayerNames: layerNamesOf(cuts, cloudSplit.cut, split.cut) }),
    ledger: toLedger(candidate),
  });
}

export const toPricedCandidate = (evaluation: Evaluation, candidate: Candidate): PricedCandidateDto =>
  Object.assign(toCandidate(evaluation, candidate), { ledger: toLedger(candidate) });

/** Fields are assigned: behind a spread that a literal begins with, each would take longer than all of them. */
export const toCandidate = (evaluation: Evaluation, candidate: Candidate): CandidateDto =>
  Object.assign(toDivision(evaluation, candidate), {
    latencyMs: latencyMsOf(candidate),
    periodMs: candidate.period * 1e3,
    deviceEnergyJ: candidate.deviceEnergy,
    edgeEnergyJ: candidate.edgeEnergy,
    ...(candidate.cloudSplit && { cloudEnergyJ: candidate.cloudEnergy }),
    systemEnergyJ: candidate.systemEnergy,
  });

/** Adds in the ledger's order and unit, so that a reader's sum of the items is the total to the last bit. */
const latencyMsOf = ({ ledger }: Candidate): number =>
  ledger.reduce((sum, { latency }) => sum + latency * 1e3, 0);

const toLedger = ({ ledger, cloudSplit }: Candidate): LedgerItemDto[] =>
  ledger.map(({ item, latency, deviceEnergy, edgeEnergy, cloudEnergy }) => ({
    item,
    latencyMs: latency * 1e3,
    deviceEnergyJ: deviceEnergy,
    edgeEnergyJ: edgeEnergy,
    ...(cloudSplit && { cloudEnergyJ: cloudEnergy }),
  }));
