import { remember } from '../core/index.js';
import { partsOf, type Part } from './validation/parts.js';

type ClassOf = new () => object;

/** Writes JSON. */
export type Writer = (value: unknown) => string;

/** The text of an object that never changes, written once for as long as it lives. */
const keptText = remember((value: object): string => JSON.stringify(value));

const nameText = new Map<string, string>();

/**
 * Writes what `JSON.stringify` writes of an instance of a class, byte for byte; but what the class says is shared
 * between many answers is written once, and its text is taken from then on.
 */
export function compileWriter(type: ClassOf): Writer {
  const writers = new Map(
    [...partsOf(type.prototype as object)].flatMap(([name, part]) => {
      const writer = writerOfPart(part);
      return writer === null ? [] : [[name, writer] as const];
    }),
  );
  return (value) => writeObject(value as Record<string, unknown>, writers);
}

/** Null for what holds nothing that is shared. */
function writerOfPart({ type, isList, isShared }: Part): Writer | null {
  if (isShared) return orNull(keptText as Writer);
  if (type === null || !holdsShared(type)) return null;
  const write = compileWriter(type);
  return orNull(isList ? (items) => `[${(items as unknown[]).map(write).join(',')}]` : write);
}

const holdsShared = (type: ClassOf): boolean =>
  [...partsOf(type.prototype as object).values()].some(
    (part) => part.isShared || (part.type !== null && holdsShared(part.type)),
  );

const orNull =
  (write: Writer): Writer =>
  (value) =>
    value === null ? 'null' : write(value);

function writeObject(value: Record<string, unknown>, writers: ReadonlyMap<string, Writer>): string {
  let text = '';
  for (const name of Object.keys(value)) {
    const field = value[name];
    if (field === undefined) continue;
    text += `${text === '' ? '{' : ','}${nameOf(name)}${(writers.get(name) ?? JSON.stringify)(field)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

function nameOf(name: string): string {
  const known = nameText.get(name) ?? `${JSON.stringify(name)}:`;
  nameText.set(name, known);
  return known;
}
