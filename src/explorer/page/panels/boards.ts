import type { PlanAnswerDto } from '../../../plans/index.js';
import { boardOf, type Catalogue } from '../state/catalogue.js';
import { element } from '../view/dom.js';
import { boardFacts, factList, setFacts } from './facts.js';

type Tier = PlanAnswerDto['device'];

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
    factList(board === undefined ? [] : boardFacts(board)),
    ...tier.coefficientSets.map((set) => factList(setFacts(set))),
  );
}
