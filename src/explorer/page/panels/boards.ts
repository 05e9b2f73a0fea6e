import { figures } from '../../../charts/options/index.js';
import type { BoardDto } from '../../../boards/index.js';
import type { PlanAnswerDto } from '../../../plans/index.js';
import { boardOf, type Catalogue } from '../state/catalogue.js';
import { element } from '../view/dom.js';

type Tier = PlanAnswerDto['device'];
type SetSummary = Tier['coefficientSets'][number];
type Fact = readonly [term: string, fact: string];

/** Where the figures of the answer come from: each board, its coefficients, their errors and their sources. */
export function makeBoards(): {
  section: HTMLElement;
  show: (answer: PlanAnswerDto, catalogue: Catalogue) => void;
} {
  const cards = element('div', { className: 'cards' });
  const title = element('h2', { id: 'boards-title' }, 'Where the figures come from');
  const section = element('section', { className: 'panel', id: 'boards' }, title, cards);
  section.setAttribute('aria-labelledby', title.id);
  return {
    section,
    show({ device, edge, cloud }, catalogue) {
      const tiers = { Device: device, Edge: edge, ...(cloud && { Cloud: cloud }) };
      cards.replaceChildren(...Object.entries(tiers).map(([name, tier]) => cardOf(name, tier, catalogue)));
    },
  };
}

function cardOf(name: string, tier: Tier, catalogue: Catalogue): HTMLElement {
  const board = boardOf(catalogue, tier.board ?? '');
  return element(
    'section',
    { className: 'card' },
    element('h3', {}, `${name}: ${board?.name ?? tier.board ?? 'as the request says'}`),
    list(board === undefined ? [] : boardFacts(board)),
    ...tier.coefficientSets.map((set) => list(setFacts(set))),
  );
}

const list = (facts: readonly Fact[]): HTMLElement =>
  element(
    'dl',
    {},
    ...facts.map(([term, fact]) => element('div', {}, element('dt', {}, term), element('dd', {}, fact))),
  );

function boardFacts({ idlePowerW, memoryBytes, memoryBandwidthBytesPerS, peakRates }: BoardDto): Fact[] {
  return [
    ['Idle power', sourced(idlePowerW, (value) => `${figures.digits(value)} W`)],
    ['Memory', sourced(memoryBytes, figures.size)],
    ['Memory bandwidth', sourced(memoryBandwidthBytesPerS, (value) => `${figures.size(value)}/s`)],
    ...peakRates.map(({ precision, opsPerS, source }): Fact => [
      `Peak rate, ${precision}`,
      `${figures.digits(opsPerS / 1e12)} Tops/s (${source})`,
    ]),
  ];
}

const sourced = (figure: BoardDto['idlePowerW'], write: (value: number) => string): string =>
  figure === null ? 'not known' : `${write(figure.value)} (${figure.source})`;

function setFacts(set: SetSummary): Fact[] {
  const { powerMode, runtime, precision, batch, boundary, provenance, quality } = set;
  return [
    [
      'Coefficients',
      `set ${set.version} of ${set.date}: ${powerMode}, ${runtime}, ${precision}, batch ${batch}`,
    ],
    ['Measured at', boundary],
    ['Quality', quality === 'low' ? 'low: an order of magnitude' : quality],
    ['Energy error', errorOf(set.energyError)],
    ['Latency error', errorOf(set.latencyError)],
    ['Source', `${provenance}: ${set.source}`],
  ];
}

/** Errors are those of networks that were held out. */
function errorOf(error: SetSummary['energyError']): string {
  if (error === null) return 'not known';
  const { meanError, medianError, networks } = error;
  const held =
    meanError === null
      ? 'none could be held out'
      : `mean ${figures.percent(meanError)}, median ${figures.percent(medianError)}`;
  return `${held} (${networks} networks)`;
}
