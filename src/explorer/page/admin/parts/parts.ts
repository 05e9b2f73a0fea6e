import { drawTable, type Table } from '../../panels/table.js';
import { element } from '../../view/dom.js';
import { addressOf } from '../context.js';

let made = 0;

/** A part of a view, under its heading. */
export function panel(title: string, ...content: readonly (Node | string)[]): HTMLElement {
  const heading = element('h2', { id: `panel-${++made}` }, title);
  const section = element('section', { className: 'panel' }, heading, ...content);
  section.setAttribute('aria-labelledby', heading.id);
  return section;
}

/** A table that scrolls within itself where it is wider than the page. */
export function scrolling(table: Table): HTMLElement {
  const drawn = element('table', { className: 'figures' });
  drawTable(drawn, table);
  return element(
    'div',
    { className: 'scroll', tabIndex: 0, role: 'region', ariaLabel: table.caption },
    drawn,
  );
}

export const link = (text: string, ...address: readonly (string | number)[]): HTMLAnchorElement =>
  element('a', { href: addressOf(...address) }, text);

/** A link that is as weighty as a button. */
export const linkButton = (text: string, ...address: readonly (string | number)[]): HTMLAnchorElement =>
  Object.assign(link(text, ...address), { className: 'button' });

/** What a view belongs to, from the outside in. */
export function trail(...above: readonly HTMLAnchorElement[]): HTMLElement {
  const nav = element('nav', { className: 'trail', ariaLabel: 'Where this belongs to' });
  above.forEach((step) => {
    nav.append(step, ' / ');
  });
  return nav;
}

/** A moment as RFC 3339 writes it, for people: to the minute. */
export const time = (moment: string): HTMLTimeElement =>
  element('time', { dateTime: moment }, textOfTime(moment));

export const textOfTime = (moment: string): string => `${moment.slice(0, 16).replace('T', ' ')} UTC`;
