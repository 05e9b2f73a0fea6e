import type { PlanAnswerDto, PlanDto } from '../plans/index.js';
import { rounded, table } from './output.js';

/** What a plan says, for people. */
export function planReport(answer: PlanAnswerDto): string {
  const plan = answer.chosen ?? answer.closest;
  return [
    ...answer.explanation,
    '',
    ...crossing(plan, 'the link'),
    ...(plan.cloud ? crossing(plan.cloud, 'the backhaul') : []),
    table(
      ['item', 'latency ms', 'device J', 'edge J', ...(plan.cloud ? ['cloud J'] : [])],
      [...plan.ledger, { ...plan, item: 'total' }].map(
        ({ item, latencyMs, deviceEnergyJ, edgeEnergyJ, cloudEnergyJ }) => [
          item,
          rounded(latencyMs),
          rounded(deviceEnergyJ),
          rounded(edgeEnergyJ),
          ...(cloudEnergyJ === undefined ? [] : [rounded(cloudEnergyJ)]),
        ],
      ),
    ),
    ...answer.warnings.map(({ code, message }) => `warning (${code}): ${message}`),
  ].join('\n');
}

function crossing(
  { crossingTensors, bytesUp }: Pick<PlanDto, 'crossingTensors' | 'bytesUp'>,
  link: string,
): string[] {
  if (crossingTensors.length === 0) return [`Nothing crosses ${link}.`, ''];
  return [
    table(
      ['crossing tensor', 'shape', 'type', 'bytes'],
      crossingTensors.map(({ name, shape, dataType, bytes }) => [name, shape.join('×'), dataType, bytes]),
    ),
    `${bytesUp} bytes cross ${link}.`,
    '',
  ];
}
