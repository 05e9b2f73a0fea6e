import { figures } from '../../../charts/options/index.js';
import type { PlanAnswerDto, PlanDto } from '../../../plans/index.js';
import { figure } from '../panels/columns.js';
import { drawTable, tableOf, type Column } from '../panels/table.js';
import { byId, element } from './dom.js';
import { validityOf } from './validity.js';

/** How long nothing must change before the answer is read out: sliders would make a screen reader stammer. */
const QUIET_MS = 700;
let readingOut: ReturnType<typeof setTimeout> | undefined;

/** The answer in words and figures, above all charts. */
export function showAnswer(answer: PlanAnswerDto): void {
  const sentence = sentenceOf(answer);
  byId('sentence', HTMLElement).textContent = sentence;
  byId('explanation', HTMLElement).replaceChildren(
    ...answer.explanation.slice(1).map((text) => element('p', {}, text)),
    ...answer.constraints
      .filter(({ isKept }) => !isKept)
      .map(({ name, limit, neededLimit }) =>
        element(
          'p',
          {},
          `${name} ${limit}: ${neededLimit === null ? 'no other value helps alone' : `${figures.digits(neededLimit)} would do`}.`,
        ),
      ),
  );
  drawTable(byId('comparison', HTMLTableElement), comparisonOf(answer));
  byId('validity', HTMLElement).textContent = validityOf(answer.validity);
  showWarnings(answer);
  clearTimeout(readingOut);
  readingOut = setTimeout(() => {
    byId('announced', HTMLElement).textContent = sentence;
  }, QUIET_MS);
}

/** What to do and what it takes. */
export function sentenceOf({ chosen, closest, cloud }: PlanAnswerDto): string {
  const plan = chosen ?? closest;
  const energy = plan.deviceEnergyJ === null ? '' : `, ${figures.energy(plan.deviceEnergyJ)} on the device`;
  const taken = `${figures.latency(plan.latencyMs)}${energy}`;
  return chosen === null
    ? `Nothing keeps to the constraints. Closest: ${uncapitalised(divisionOf(plan, cloud !== undefined))}, ${taken}`
    : `${divisionOf(plan, cloud !== undefined)}: ${taken}`;
}

function divisionOf(plan: PlanDto, hasCloud: boolean): string {
  const { deviceLayers, cutAfter, crossingTensors, cloud } = plan;
  if (deviceLayers > 0 && crossingTensors.length === 0) return 'Run everything on the device';
  const first = deviceLayers === 0 || cutAfter === null ? null : cutAfter;
  if (!hasCloud || cloud === undefined)
    return first === null ? 'Run everything on the edge' : `Divide after ${first}`;
  if (cloud.edgeLayers === 0)
    return first === null ? 'Run everything in the cloud' : `Divide after ${first}, the rest in the cloud`;
  if (cloud.crossingTensors.length === 0) {
    return first === null ? 'Run everything on the edge' : `Divide after ${first}, the rest on the edge`;
  }
  const cuts = [first, cloud.cutAfter].filter((cut) => cut !== null).join(' and after ');
  return `Divide after ${cuts}`;
}

const uncapitalised = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

interface Compared {
  readonly label: string;
  readonly plan: PlanDto;
}

const COMPARISON: readonly Column<Compared>[] = [
  { head: 'Plan', text: ({ label }) => label },
  figure('Latency', ({ plan }) => plan.latencyMs, figures.latency),
  figure('Device energy', ({ plan }) => plan.deviceEnergyJ, figures.energy),
  figure('System energy', ({ plan }) => plan.systemEnergyJ, figures.energy),
  figure('Sent', ({ plan }) => plan.bytesUp, figures.size),
];

function comparisonOf({ chosen, closest, baselines }: PlanAnswerDto) {
  const { deviceOnly, edgeOnly, cloudOnly } = baselines;
  return tableOf('The plan beside the ways of not dividing', COMPARISON, [
    { label: chosen === null ? 'Closest' : 'This plan', plan: chosen ?? closest },
    { label: 'All on the device', plan: deviceOnly },
    { label: 'All on the edge', plan: edgeOnly },
    ...(cloudOnly ? [{ label: 'All in the cloud', plan: cloudOnly }] : []),
  ]);
}

function showWarnings({ warnings }: PlanAnswerDto): void {
  const details = byId('warnings', HTMLDetailsElement);
  details.hidden = warnings.length === 0;
  const count = warnings.length === 1 ? 'One thing' : `${warnings.length} things`;
  details.querySelector('summary')?.replaceChildren(`${count} to know before trusting the figures`);
  details.querySelector('ul')?.replaceChildren(...warnings.map(({ message }) => element('li', {}, message)));
}
