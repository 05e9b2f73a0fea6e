import type { PlanAnswerDto, PlanDto } from '../plans/index.js';
import { rounded, table } from './output.js';

/** What a plan says, for people. */
export function planReport(answer: PlanAnswerDto): string {
  const plan = answer.chosen ?? answer.closest;
  return [
    ...answer.explanation,
    '',
    ...crossing(plan),
    table(
      ['item', 'latency ms', 'device J', 'edge J'],
      [
        ...plan.ledger.map(({ item, latencyMs, deviceEnergyJ, edgeEnergyJ }) => [
          item,
          rounded(latencyMs),
          rounded(deviceEnergyJ),
          rounded(edgeEnergyJ),
        ]),
        ['total', rounded(plan.latencyMs), rounded(plan.deviceEnergyJ), rounded(plan.edgeEnergyJ)],
      ],
    ),
    ...answer.warnings.map(({ code, message }) => `warning (${code}): ${message}`),
  ].join('\n');
}

function crossing({ crossingTensors, bytesUp }: PlanDto): string[] {
  if (crossingTensors.length === 0) return ['Nothing crosses the link.', ''];
  return [
    table(
      ['crossing tensor', 'shape', 'type', 'bytes'],
      crossingTensors.map(({ name, shape, dataType, bytes }) => [name, shape.join('×'), dataType, bytes]),
    ),
    `${bytesUp} bytes cross.`,
    '',
  ];
}
