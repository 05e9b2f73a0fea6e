import { tableOf, type Column, type Table } from '../../panels/table.js';

interface Change {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** What two states of a resource, null for none, say differently: field by field, as a table. */
export function differenceOf(
  before: object | null,
  after: object | null,
  names: readonly [before: string, after: string] = ['Before', 'After'],
): Table {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  const changes = [...new Set([...old.keys(), ...now.keys()])]
    .map((field): Change => ({ field, before: old.get(field) ?? '–', after: now.get(field) ?? '–' }))
    .filter((change) => change.before !== change.after);
  const columns: Column<Change>[] = [
    { head: 'Field', text: ({ field }) => field },
    ...(before === null ? [] : [{ head: names[0], text: (change: Change) => change.before }]),
    ...(after === null ? [] : [{ head: names[1], text: (change: Change) => change.after }]),
  ];
  const isWhole = before === null || after === null;
  return tableOf(isWhole ? fields(changes.length) : captionOf(changes, old), columns, changes);
}

const fields = (count: number): string => (count === 1 ? '1 field' : `${count} fields`);

function captionOf(changes: readonly Change[], old: ReadonlyMap<string, string>): string {
  const same = old.size - changes.filter(({ field }) => old.has(field)).length;
  return `${fields(changes.length)} changed, ${same} stayed as they were`;
}

/** Longest value that is shown whole. */
const MAX_LENGTH = 300;

/** Every value by the path to it: `uplink.rateMbps`. A list of values is one value. */
function leavesOf(state: object | null): ReadonlyMap<string, string> {
  const leaves = new Map<string, string>();
  const visit = (value: unknown, path: string): void => {
    if (value === null || typeof value !== 'object' || isListOfValues(value)) {
      leaves.set(path, written(value));
      return;
    }
    for (const [name, part] of Object.entries(value)) visit(part, path === '' ? name : `${path}.${name}`);
  };
  if (state !== null) visit(state, '');
  return leaves;
}

const isListOfValues = (value: object): boolean =>
  Array.isArray(value) && value.every((part) => part === null || typeof part !== 'object');

function written(value: unknown): string {
  const text =
    value === null
      ? 'unknown'
      : Array.isArray(value)
        ? value.map(String).join(', ') || 'none'
        : typeof value === 'string'
          ? value
          : JSON.stringify(value);
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)} …` : text;
}
