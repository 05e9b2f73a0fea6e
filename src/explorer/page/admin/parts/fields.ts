import { element } from '../../view/dom.js';

/** A labelled control of a form, and what it says of the body of a request. */
export interface Field<Value> {
  readonly root: HTMLElement;
  readonly control: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
  readonly read: () => Value;
}

interface Labelled {
  readonly label: string;
  /** Where the request says it, as problem documents name it. */
  readonly pointer: string;
  readonly hint?: string;
  readonly isRequired?: boolean;
}

let made = 0;

function fieldOf<Value>(
  { label, pointer, hint, isRequired = false }: Labelled,
  control: Field<Value>['control'],
  read: () => Value,
): Field<Value> {
  control.id = `field-${++made}`;
  control.required = isRequired;
  control.dataset.pointer = pointer;
  const said = element('label', { htmlFor: control.id }, label);
  if (!isRequired && !(control instanceof HTMLSelectElement)) {
    said.append(' ', element('span', { className: 'aside' }, 'optional'));
  }
  if (hint !== undefined) said.append(' ', element('span', { className: 'aside below' }, hint));
  return { root: element('div', { className: 'field' }, said, control), control, read };
}

/** A text; an empty one is left out of the request. */
export function textField(
  options: Labelled & { readonly value?: string | undefined; readonly isLong?: boolean },
): Field<string | undefined> {
  const { value = '', isLong = false } = options;
  const control = isLong
    ? element('textarea', { value, rows: 3 })
    : element('input', { type: 'text', value, autocomplete: 'off', spellcheck: false });
  return fieldOf(options, control, () => control.value.trim() || undefined);
}

/** Texts, one a line. */
export function linesField(
  options: Labelled & { readonly value: readonly string[] },
): Field<string[] | undefined> {
  const control = element('textarea', { value: options.value.join('\n'), rows: 4, spellcheck: false });
  return fieldOf(options, control, () => {
    const lines = control.value.split('\n').map((line) => line.trim());
    return lines.some(Boolean) ? lines.filter(Boolean) : undefined;
  });
}

/**
 * A number, shown in a unit that is `factor` of the one of the request. An empty one is left out; what is no number
 * goes as it stands, for the service to say what would be accepted.
 */
export function numberField(
  options: Labelled & { readonly value?: number | null | undefined; readonly factor?: number },
): Field<number | string | undefined> {
  const { value, factor = 1 } = options;
  const control = element('input', {
    type: 'text',
    inputMode: 'decimal',
    autocomplete: 'off',
    value: value === null || value === undefined ? '' : String(scaled(value, 1 / factor)),
  });
  return fieldOf(options, control, () => {
    const written = control.value.trim();
    const number = Number(written);
    if (written === '') return undefined;
    return Number.isFinite(number) ? scaled(number, factor) : written;
  });
}

/** Without the last bits that a change of the unit leaves behind: 4.3 GB are 4 300 000 000 bytes. */
const scaled = (value: number, factor: number): number =>
  factor === 1 ? value : Number((value * factor).toPrecision(15));

/** One of several; `names` says each in words. */
export function choiceField<Choice extends string>(
  options: Labelled & {
    readonly names: Readonly<Record<Choice, string>>;
    readonly value?: Choice | undefined;
  },
): Field<Choice> {
  const names = Object.entries<string>(options.names);
  const control = element('select', {}, ...names.map(([value, name]) => element('option', { value }, name)));
  if (options.value !== undefined) control.value = options.value;
  return fieldOf(options, control, () => control.value as Choice);
}

export const fieldset = (legend: string, ...content: readonly Node[]): HTMLFieldSetElement =>
  element('fieldset', {}, element('legend', {}, legend), ...content);

/** Fields beside each other, where there is room. */
export const beside = (...fields: readonly { readonly root: HTMLElement }[]): HTMLElement =>
  element('div', { className: 'beside' }, ...fields.map(({ root }) => root));

/** A body as it is typed in: what is missing or no number goes to the service as it stands, which says so. */
export type Typed<Body> = Body extends number
  ? number | string | undefined
  : Body extends string
    ? string | undefined
    : Body extends readonly (infer Part)[]
      ? Typed<Part>[] | undefined
      : Body extends object
        ? { [Name in keyof Body]: Typed<Body[Name]> }
        : Body;

/** What a form shows, and the body that it makes. */
export interface Fields<Body> {
  readonly content: readonly HTMLElement[];
  readonly read: () => Typed<Body>;
}
