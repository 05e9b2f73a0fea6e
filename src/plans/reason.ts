import {
  baselineOf,
  layerCountOf,
  objectiveValue,
  soleTierOf,
  TIER_NAMES,
  wordingOf,
  type Evaluation,
  type Objective,
  type TierName,
} from '../core/index.js';

/** Why a candidate was chosen, with the numbers that decided. */
export function reasonFor(objective: Objective, evaluation: Evaluation, winner: number): string {
  const { name, write } = wordingOf(objective);
  const figure = (index: number): string => {
    const value = objectiveValue(evaluation, objective, index);
    return Number.isNaN(value) ? 'an unknown figure' : write(value);
  };
  const own = soleTierOf(evaluation, winner);
  const rivals = tiersOf(evaluation)
    .filter((tier) => tier !== own)
    .map((tier) => `${figure(baselineOf(evaluation, tier))} ${alone(tier)}`);
  return (
    `Lowest ${name} of ${evaluation.count} candidates: ${figure(winner)} ` +
    `${own === null ? dividedAs(evaluation, winner) : alone(own)}, against ${rivals.join(' and ')}.`
  );
}

/** The tiers that there are. */
export const tiersOf = ({ problem }: Evaluation): TierName[] =>
  TIER_NAMES.filter((tier) => tier !== 'cloud' || problem.cloud !== null);

const alone = (tier: TierName): string => (tier === 'cloud' ? 'in the cloud alone' : `on the ${tier} alone`);

function dividedAs({ first, second, problem: { cuts, cloud } }: Evaluation, index: number): string {
  const counts = layerCountOf(cuts);
  const [device, nearer] = [counts[first[index]!]!, counts[second[index]!]!];
  const onDevice = `with ${device} layers on the device`;
  return cloud === null ? onDevice : `${onDevice} and ${nearer - device} on the edge`;
}
