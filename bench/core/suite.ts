import {
  best,
  confidenceOf,
  decide,
  evaluateAll,
  evaluateSplits,
  listCuts,
  paretoFront,
  seconds,
  shortlistTiers,
  switchOvers,
  type SplitProblem,
} from '../../src/core/index.js';
import { timed } from '../harness/timing.js';
import type { Outcome, Row, Settings, Suite } from '../harness/suite.js';
import { calibrationRows } from './calibration.js';
import { importRows } from './imports.js';
import { chainOf, problemOn, zoo } from './problems.js';
import { sweepRows } from './sweep.js';

const WHOLE = { isGrouped: false, hasCloud: false };
const GROUPED = { isGrouped: true, hasCloud: false };
const CLOUD = { isGrouped: true, hasCloud: true };

const plan = (problem: SplitProblem) => () => best(evaluateSplits(problem), 'latency');
const planTiers = (problem: SplitProblem) => () => best(shortlistTiers(problem, 'latency')!, 'latency');

async function run(settings: Settings): Promise<Outcome> {
  const rows = [
    ...cutRows(settings),
    ...planningRows(settings),
    ...decisionRows(settings),
    ...sweepRows(settings),
    ...(await importRows(settings)),
    ...calibrationRows(settings),
  ];
  return { rows, notes: [] };
}

function cutRows(settings: Settings): Row[] {
  const [resnet, inception] = [zoo('resnet-50'), zoo('inception-v3')];
  return [
    timed('resnet-50: list of all cuts', () => listCuts(resnet), settings),
    timed('inception-v3: list of all cuts', () => listCuts(inception), settings),
  ];
}

/** From the layer costs of the boards to the best plan, with what the service keeps at hand. */
function planningRows(settings: Settings): Row[] {
  const [resnet, inception, long] = [zoo('resnet-50'), zoo('inception-v3'), chainOf(400)];
  const twoTiers = (network: typeof resnet, kind: typeof WHOLE, target: string): Row => {
    const problem = problemOn(network, kind);
    return timed(`${network.name}: ${problem.cuts.count} cuts, two tiers`, plan(problem), settings, target);
  };
  const threeTiers = (network: typeof resnet, target: string): Row => {
    const problem = problemOn(network, CLOUD);
    const what = `${network.name}: ${problem.cuts.count} cuts, three tiers, best of all pairs`;
    return timed(what, planTiers(problem), settings, target);
  };
  const all = problemOn(long, CLOUD);
  return [
    twoTiers(resnet, WHOLE, '≤ 0.05'),
    twoTiers(inception, GROUPED, '≤ 0.5'),
    twoTiers(inception, WHOLE, '≤ 50'),
    threeTiers(inception, '≤ 20'),
    threeTiers(long, '≤ 5'),
    timed('chain of 400: all 80 601 pairs of cuts listed', () => evaluateAll(all, Infinity), settings),
  ];
}

function decisionRows(settings: Settings): Row[] {
  const problem = problemOn(zoo('resnet-50'), WHOLE);
  const evaluation = evaluateSplits(problem);
  const within = { maxLatency: seconds(1) };
  const byRate = { objective: 'latency' } as const;
  const uncertainty = { tiers: [], uplinkRate: { p10: 5e7, p50: 1e8, p90: 2e8 } };
  const measured: [string, () => unknown][] = [
    ['layer costs on three boards, and cuts', () => problemOn(zoo('resnet-50'), CLOUD)],
    ['decision within a latency', () => decide(evaluation, 'systemEnergy', within)],
    ['Pareto front', () => paretoFront(evaluation)],
    ['validity: switch-overs by rate', () => switchOvers(evaluation, 'uplinkRate', byRate)],
    ['confidence, 1000 draws', () => confidenceOf(evaluation, { objective: 'latency', uncertainty })],
  ];
  return measured.map(([what, work]) => timed(`resnet-50: ${what}`, work, settings));
}

export const coreSuite: Suite = {
  summary:
    'the core on one core of the machine: cuts, plans, front, validity, confidence, tiers, imports, calibration',
  run,
};
