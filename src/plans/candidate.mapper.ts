import { arrayOf, keptCandidate, remember, type Candidate, type Evaluation } from '../core/index.js';
import { extended } from '../platform/compiled-writer.js';
import { layerNamesOf, toDivision } from './division.mapper.js';
import type { CandidateDto, LedgerItemDto, PlanDto, PricedCandidateDto } from './plan-answer.dto.js';

/** What an answer says of a candidate, made once: it often says it several times, and of some at any link. */
export const candidateDtoOf = (evaluation: Evaluation, index: number): CandidateDto =>
  keptCandidateDto(keptCandidate(evaluation, index), evaluation);

/** The same of a plan, which begins as its candidate does. */
export const planDtoOf = (evaluation: Evaluation, index: number): PlanDto =>
  keptPlanDto(keptCandidate(evaluation, index), evaluation);

const keptCandidateDto = remember((candidate: Candidate, evaluation: Evaluation): CandidateDto =>
  toCandidate(evaluation, candidate),
);

const keptPlanDto = remember((candidate: Candidate, evaluation: Evaluation): PlanDto => {
  const { split, cloudSplit } = candidate;
  const { cuts } = evaluation.problem;
  return extended(keptCandidateDto(candidate, evaluation), {
    deviceLayerNames: layerNamesOf(cuts, split.cut),
    ...(cloudSplit && { edgeLayerNames: layerNamesOf(cuts, cloudSplit.cut, split.cut) }),
    ledger: toLedger(candidate),
  });
});

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
  arrayOf(ledger, ({ item, latency, deviceEnergy, edgeEnergy, cloudEnergy }) => ({
    item,
    latencyMs: latency * 1e3,
    deviceEnergyJ: deviceEnergy,
    edgeEnergyJ: edgeEnergy,
    ...(cloudSplit && { cloudEnergyJ: cloudEnergy }),
  }));
