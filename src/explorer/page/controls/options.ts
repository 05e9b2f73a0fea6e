import { byId, element } from '../view/dom.js';

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** Heading under which it is listed. */
  readonly group?: string;
  readonly disabled?: boolean;
}

/** Fills a list of choices and chooses one; one that is not among them is listed as what it is. */
export function fill(id: string, choices: readonly Choice[], chosen: string): void {
  const select = byId(id, HTMLSelectElement);
  const isKnown = choices.some(({ value }) => value === chosen);
  const all = isKnown ? choices : [...choices, { value: chosen, label: `${chosen} (not known here)` }];
  const groups = [...new Set(all.map(({ group }) => group))];
  select.replaceChildren(
    ...groups.flatMap((label) => {
      const options = all.filter(({ group }) => group === label).map(optionOf);
      return label === undefined ? options : [element('optgroup', { label }, ...options)];
    }),
  );
  select.value = chosen;
}

const optionOf = ({ value, label, disabled = false }: Choice): HTMLOptionElement =>
  element('option', { value, disabled }, label);
