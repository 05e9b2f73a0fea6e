import fc from 'fast-check';
import { isLongMember, RepeatedJson } from './repeated-json.js';

const LONG_TEXT = 'ä'.repeat(1_000);

const read = (json: RepeatedJson, text: string): unknown => json.read(Buffer.from(text), JSON.parse);

/** What comes of a reading: a value, or that there is none. */
const outcome = (parse: () => unknown): unknown => {
  try {
    return { value: parse() };
  } catch (error) {
    return (error as Error).name;
  }
};

/** Texts of objects with short and long members, some with the same name or the same value. */
const bodies = fc
  .array(
    fc.record({
      name: fc.constantFrom('a', 'b', 'c', '', '"', '\\', '{', '__proto__'),
      value: fc.jsonValue(),
      length: fc.constantFrom(0, 300, 1_200),
      gap: fc.constantFrom('', ' ', '\n\t'),
    }),
    { maxLength: 5 },
  )
  .map(
    (members) =>
      `{${members
        .map(({ name, value, length, gap }) => {
          const padded = length === 0 ? value : [value, '"{[\\'.repeat(length / 4)];
          return `${gap}${JSON.stringify(name)}${gap}:${gap}${JSON.stringify(padded)}${gap}`;
        })
        .join(',')}}`,
  );

describe('RepeatedJson', () => {
  it('says what JSON.parse says, however often', () => {
    fc.assert(
      fc.property(bodies, (text) => {
        const json = new RepeatedJson();
        for (let time = 0; time < 3; time++) expect(read(json, text)).toStrictEqual(JSON.parse(text));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('takes of broken texts what JSON.parse takes, and throws what it throws', () => {
    const broken = fc
      .tuple(bodies, fc.nat(), fc.constantFrom('', '{', '}', '[', ']', '"', ',', ':', '\\', '0', 'null'))
      .map(([text, place, put]) => {
        const at = place % text.length;
        return { text, broken: text.slice(0, at) + put + text.slice(at + 1) };
      });
    fc.assert(
      fc.property(broken, ({ text, broken: other }) => {
        const json = new RepeatedJson();
        for (const body of [text, text, other, other, other]) {
          expect(outcome(() => read(json, body))).toStrictEqual(outcome(() => JSON.parse(body)));
        }
      }),
      { seed: 2, numRuns: 1_000 },
    );
  });

  it('reads a long member as the same object from the second time on, whatever stands beside it', () => {
    const json = new RepeatedJson();
    const long = (rate: number): object => {
      const body = { network: [LONG_TEXT], rate, short: [1] };
      return (read(json, JSON.stringify(body)) as typeof body).network;
    };
    const [first, second, third] = [long(1), long(2), long(3)];
    expect(second).not.toBe(first);
    expect(third).toBe(second);
    expect(isLongMember(third)).toBe(true);
    const { short } = read(json, JSON.stringify({ short: [1], network: [LONG_TEXT] })) as { short: object };
    expect(isLongMember(short)).toBe(false);
  });

  it('takes nothing else for a member, such as one of the same name behind it', () => {
    const json = new RepeatedJson();
    const text = `{"a":${JSON.stringify([LONG_TEXT])},"b":1,"a":null}`;
    for (let time = 0; time < 3; time++) expect(read(json, text)).toEqual({ a: null, b: 1 });
  });

  it('shows a parser that objects to a constructor with a prototype both at once', () => {
    const objecting = (text: string): unknown => {
      const value = JSON.parse(text) as { constructor?: { prototype?: unknown } };
      if (value.constructor?.prototype !== undefined && Object.hasOwn(value, 'constructor')) {
        throw new Error('a prototype');
      }
      return value;
    };
    const json = new RepeatedJson();
    const long = JSON.stringify({ prototype: LONG_TEXT });
    for (const name of ['other', 'other', 'other']) {
      expect(json.read(Buffer.from(`{"${name}":${long}}`), objecting)).toBeDefined();
    }
    expect(() => json.read(Buffer.from(`{"constructor":${long}}`), objecting)).toThrow('a prototype');
  });

  it('forgets what was not asked for the longest when members are too long', () => {
    const json = new RepeatedJson(5_000); // each takes some 2 000 bytes
    const ask = (name: string): unknown =>
      (read(json, JSON.stringify({ network: [name, LONG_TEXT] })) as { network: unknown }).network;
    for (const name of ['a', 'b', 'c']) ask(name);
    const [a, b] = [ask('a'), ask('b')];
    expect(ask('a')).toBe(a);
    ask('c');
    expect(ask('a')).toBe(a);
    expect(ask('b')).not.toBe(b);
  });

  it('never keeps a member that is too long by itself', () => {
    const json = new RepeatedJson(5_000);
    const ask = (): object =>
      (read(json, JSON.stringify({ network: ['a'.repeat(5_000)] })) as { network: object }).network;
    const members = [ask(), ask(), ask()];
    expect(new Set(members).size).toBe(3);
    expect(members.every(isLongMember)).toBe(true);
  });
});
