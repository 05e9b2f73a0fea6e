import { remember } from '../core/index.js';
import { partsOf, type Part } from './validation/parts.js';

type ClassOf = new () => object;

/** Writes JSON. */
export type Writer = (value: unknown) => string;

/** An answer that is being written. */
interface Draft {
  /** Put together at the end: a text that grows piece by piece takes as long to send as to write. */
  readonly pieces: string[];
  /** Texts of the objects that stand in it several times. */
  readonly written: Map<object, string>;
}

/** Writes a part of an answer behind what there is of it. */
type PartWriter = (value: unknown, draft: Draft) => void;

/** How a field is written: what stands before its value as the first one of its object and as a later one. */
interface Field {
  readonly first: string;
  readonly later: string;
  readonly write: PartWriter;
}

type Fields = ReadonlyMap<string, Field>;

/**
 * Writes what `JSON.stringify` writes of an instance of a class, byte for byte, at a fraction of its time. What the
 * class says is shared between answers is written once for as long as it lives, and what it says is repeated within
 * one is written once in it; the text is taken from then on.
 */
export function compileWriter(type: ClassOf): Writer {
  const write = orNull(objectWriter(type));
  return (value) => textOf(value, write, new Map());
}

const PARTS = Symbol('parts');

/** What an extended object is made of; fields of the object that it begins with come first. */
interface Parts {
  readonly begun: object;
  readonly more: object;
}

/**
 * An object with more fields than another one, of which nothing changes any more; the text of that one is taken where it
 * stands in the answer too.
 */
export const extended = <Begun extends object, More extends object>(
  begun: Begun,
  more: More & { readonly [Name in keyof Begun]?: never },
): Begun & More => Object.defineProperty(Object.assign({}, begun, more), PARTS, { value: { begun, more } });

function textOf(value: unknown, write: PartWriter, written: Draft['written']): string {
  const pieces: string[] = [];
  write(value, { pieces, written });
  return pieces.join('');
}

function fieldOf(name: string, write: PartWriter): Field {
  const quoted = `${JSON.stringify(name)}:`;
  return { first: `{${quoted}`, later: `,${quoted}`, write };
}

/** What holds nothing that is shared or repeated is not written faster than by `JSON.stringify`. */
function writerOfPart({ type, isList, isShared, isRepeated }: Part): PartWriter {
  if (isShared) return orNull(writeShared);
  if (type === null || !holdsMarked(type)) return isRepeated ? orNull(once(writePlain)) : writePlain;
  const one = orNull(objectWriter(type));
  const write = isList ? orNull(listOf(one)) : one;
  return isRepeated ? orNull(once(write)) : write;
}

const holdsMarked = (type: ClassOf): boolean =>
  [...partsOf(type.prototype as object).values()].some(
    (part) => part.isShared || part.isRepeated || (part.type !== null && holdsMarked(part.type)),
  );

const orNull =
  (write: PartWriter): PartWriter =>
  (value, draft) => {
    if (value === null) draft.pieces.push('null');
    else write(value, draft);
  };

/** Numbers too: what a template makes of one stays in a cache of V8's, and with it every number of every answer. */
const writePlain: PartWriter = (value, { pieces }) => {
  pieces.push(JSON.stringify(value));
};

/** The text of an object that never changes. */
const keptText = remember((value: object): string => JSON.stringify(value));

const writeShared: PartWriter = (value, { pieces }) => {
  pieces.push(keptText(value as object));
};

const once =
  (write: PartWriter): PartWriter =>
  (value, { pieces, written }) => {
    pieces.push(onceText(value as object, write, written));
  };

function onceText(value: object, write: PartWriter, written: Draft['written']): string {
  const known = written.get(value);
  if (known !== undefined) return known;
  const text = textOf(value, write, written);
  written.set(value, text);
  return text;
}

const listOf =
  (write: PartWriter): PartWriter =>
  (items, draft) => {
    let before = '[';
    for (const item of items as unknown[]) {
      draft.pieces.push(before);
      write(item, draft);
      before = ',';
    }
    draft.pieces.push(before === '[' ? '[]' : ']');
  };

function objectWriter(type: ClassOf): PartWriter {
  const fields: Fields = new Map(
    [...partsOf(type.prototype as object)].map(([name, part]) => [name, fieldOf(name, writerOfPart(part))]),
  );
  const write: PartWriter = (value, draft) => {
    const parts = (value as { readonly [PARTS]?: Parts })[PARTS];
    if (parts === undefined) writeBehind('{}', value as Content, fields, draft);
    else writeBehind(onceText(parts.begun, write, draft.written), parts.more as Content, fields, draft);
  };
  return write;
}

type Content = Readonly<Record<string, unknown>>;

/** Writes an object that has the fields of the text of another one before its own. */
function writeBehind(begun: string, value: Content, fields: Fields, draft: Draft): void {
  const { pieces } = draft;
  let isFirst = begun === '{}';
  if (!isFirst) pieces.push(begun.slice(0, -1));
  for (const name of Object.keys(value)) {
    const content = value[name];
    if (content === undefined) continue;
    const { first, later, write } = fields.get(name) ?? fieldOf(name, writePlain);
    pieces.push(isFirst ? first : later);
    write(content, draft);
    isFirst = false;
  }
  pieces.push(isFirst ? '{}' : '}');
}
