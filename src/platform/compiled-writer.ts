import { remember } from '../core/index.js';
import { partsOf, type Part } from './validation/parts.js';

type ClassOf = new () => object;

/** Writes JSON. */
export type Writer = (value: unknown) => string;

/**
 * Writes a part of an answer behind the pieces that there are of it. They are put together at the end: a text that grows
 * piece by piece takes as long to send as to write.
 */
type PartWriter = (value: unknown, pieces: string[]) => void;

/** How a field is written: what stands before its value as the first one of its object and as a later one. */
interface Field {
  readonly first: string;
  readonly later: string;
  readonly write: PartWriter;
}

type Fields = ReadonlyMap<string, Field>;

/**
 * Writes what `JSON.stringify` writes of an instance of a class, byte for byte, at a fraction of its time. What the
 * class says is repeated is written once for as long as it lives; the text is taken from then on.
 */
export function compileWriter(type: ClassOf): Writer {
  const write = orNull(objectWriter(type));
  return (value) => textOf(value, write);
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

function textOf(value: unknown, write: PartWriter): string {
  const pieces: string[] = [];
  write(value, pieces);
  return pieces.join('');
}

function fieldOf(name: string, write: PartWriter): Field {
  const quoted = `${JSON.stringify(name)}:`;
  return { first: `{${quoted}`, later: `,${quoted}`, write };
}

/** What holds nothing that is repeated is not written faster than by `JSON.stringify`. */
function writerOfPart({ type, isList, isRepeated }: Part): PartWriter {
  const write = type === null || repeatedIn(type).length === 0 ? writePlain : writerOf(type, isList);
  return isRepeated ? orNull(once(write)) : write;
}

const writerOf = (type: ClassOf, isList: boolean): PartWriter => {
  const one = orNull(objectWriter(type));
  return isList ? orNull(listOf(one)) : one;
};

/** Names of the fields with something in them that is repeated. */
const repeatedIn = (type: ClassOf): string[] =>
  [...partsOf(type.prototype as object)].flatMap(([name, part]) =>
    part.isRepeated || (part.type !== null && repeatedIn(part.type).length > 0) ? [name] : [],
  );

const orNull =
  (write: PartWriter): PartWriter =>
  (value, pieces) => {
    if (value === null) pieces.push('null');
    else write(value, pieces);
  };

/** Numbers too: what a template makes of one stays in a cache of V8's, and with it every number of every answer. */
const writePlain: PartWriter = (value, pieces) => {
  pieces.push(JSON.stringify(value));
};

/** The text of an object that never changes. */
const keptText = remember((value: object, write: PartWriter): string => textOf(value, write));

const once =
  (write: PartWriter): PartWriter =>
  (value, pieces) => {
    pieces.push(keptText(value as object, write));
  };

const listOf =
  (write: PartWriter): PartWriter =>
  (items, pieces) => {
    let before = '[';
    for (const item of items as unknown[]) {
      pieces.push(before);
      write(item, pieces);
      before = ',';
    }
    pieces.push(before === '[' ? '[]' : ']');
  };

function objectWriter(type: ClassOf): PartWriter {
  const fields: Fields = new Map(
    [...partsOf(type.prototype as object)].map(([name, part]) => [name, fieldOf(name, writerOfPart(part))]),
  );
  const repeated = repeatedIn(type);
  const isPlain = (value: Content): boolean => repeated.every((name) => value[name] === undefined);
  const write: PartWriter = (value, pieces) => {
    const parts = (value as { readonly [PARTS]?: Parts })[PARTS];
    if (parts !== undefined) {
      writeBehind(keptText(parts.begun, write), { value: parts.more as Content, fields, pieces });
    } else if (isPlain(value as Content)) writePlain(value, pieces);
    else writeBehind('{}', { value: value as Content, fields, pieces });
  };
  return write;
}

type Content = Readonly<Record<string, unknown>>;

interface Written {
  readonly value: Content;
  readonly fields: Fields;
  readonly pieces: string[];
}

/** Writes an object that has the fields of the text of another one before its own. */
function writeBehind(begun: string, { value, fields, pieces }: Written): void {
  let isFirst = begun === '{}';
  if (!isFirst) pieces.push(begun.slice(0, -1));
  for (const name of Object.keys(value)) {
    const content = value[name];
    if (content === undefined) continue;
    const { first, later, write } = fields.get(name) ?? fieldOf(name, writePlain);
    pieces.push(isFirst ? first : later);
    write(content, pieces);
    isFirst = false;
  }
  pieces.push(isFirst ? '{}' : '}');
}
