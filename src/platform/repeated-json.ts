import { randomUUID } from 'node:crypto';
import { Notes } from '../core/index.js';
import { contentId } from './content-id.js';
import { KeptAgain } from './kept-again.js';

/** Shorter members are read as fast as they are found. */
const MIN_LENGTH = 1_000;

/** Bytes of all that is kept, whose objects take some ten bytes each, twice: as they were sent and as they were read. */
const MAX_LENGTH = 1_500_000;

/** Members that are kept, and those that came once, of which it is noted that they did. */
const MAX_MEMBERS = 500;

const knownAsLong = new Notes<object, true>();

/** Whether an object is a long member of a body: whoever sends the same bytes again sends the same object. */
export const isLongMember = (value: object): boolean => knownAsLong.get(value) === true;

function asLong(member: unknown): object {
  knownAsLong.set(member as object, true);
  return member as object;
}

/** Where an object or a list stands in a body. */
interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads bodies as another reader of JSON does, but for a long object or list in them that came before in the same bytes,
 * such as the network of whoever plans for one of its own: it is the same object as then, and neither read nor copied. Of
 * what is read here nothing may be changed.
 */
export class RepeatedJson {
  private readonly kept: KeptAgain;
  /** Stands for a member while the others are read; nobody outside knows it. */
  private readonly placeholder = randomUUID();

  constructor(private readonly maxLength = MAX_LENGTH) {
    this.kept = new KeptAgain({ values: MAX_MEMBERS, length: maxLength });
  }

  /** `parse` throws for what is not JSON, and so does this. */
  read(body: Buffer, parse: (text: string) => unknown): unknown {
    const places = longMembers(body);
    if (places.length === 0) return parse(body.toString());
    const rest = parse(this.withoutMembers(body, places));
    if (typeof rest !== 'object' || rest === null) return rest;
    // A parser may object to a prototype in a constructor, which are not seen together here.
    if (Object.hasOwn(rest, 'constructor')) return parse(body.toString());
    // All are read, also one that another of its name stands behind.
    const members = places.map(({ start, end }) => this.member(body.subarray(start, end), parse));
    const fields = rest as Record<string, unknown>;
    for (const [name, value] of Object.entries(fields)) {
      const isPlaceholder = typeof value === 'string' && value.startsWith(this.placeholder);
      if (isPlaceholder) fields[name] = members[Number(value.slice(this.placeholder.length))];
    }
    return fields;
  }

  private withoutMembers(body: Buffer, places: readonly Place[]): string {
    const pieces: string[] = [];
    let from = 0;
    places.forEach(({ start, end }, index) => {
      pieces.push(body.toString('utf8', from, start), `"${this.placeholder}${index}"`);
      from = end;
    });
    return pieces.join('') + body.toString('utf8', from);
  }

  private member(bytes: Buffer, parse: (text: string) => unknown): object {
    if (bytes.length > this.maxLength) return asLong(parse(bytes.toString())); // is never kept
    const key = contentId(bytes);
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const member = asLong(parse(bytes.toString()));
    this.kept.add(key, member, bytes.length);
    return member;
  }
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const [BRACE, BRACKET] = [0x7b, 0x5b];
const [END_OF_BRACE, END_OF_BRACKET] = [0x7d, 0x5d];

/** The long objects and lists of the object that a body is. Of what is no JSON, pieces that are none either. */
function longMembers(body: Buffer): Place[] {
  const found: Place[] = [];
  if (body.length < MIN_LENGTH || body[0] !== BRACE) return found;
  let [depth, start] = [1, 0];
  for (let at = 1; at < body.length; at++) {
    switch (body[at]) {
      case QUOTE:
        at = endOfString(body, at);
        break;
      case BRACE:
      case BRACKET:
        if (depth++ === 1) start = at;
        break;
      case END_OF_BRACE:
      case END_OF_BRACKET:
        if (--depth === 1 && at - start >= MIN_LENGTH) found.push({ start, end: at + 1 });
        break;
    }
  }
  return found;
}

/** Where the quote stands that ends a string; beyond the end of the body where there is none. */
function endOfString(body: Buffer, begin: number): number {
  let at = begin + 1;
  while (at < body.length && body[at] !== QUOTE) at += body[at] === BACKSLASH ? 2 : 1;
  return at;
}
