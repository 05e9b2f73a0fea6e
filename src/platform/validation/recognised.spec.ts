import { RepeatedJson } from '../repeated-json.js';
import { isRecord, REFUSED, type Reading } from './readings.js';
import { recognising } from './recognised.js';

/** Takes objects with a name, and makes another object of each. */
const named: Reading = (value) =>
  isRecord(value) && typeof value.name === 'string' ? { name: value.name } : REFUSED;

describe('recognising', () => {
  it('reads what says the same as the same object from the second time on, and anything else as another one', () => {
    const read = recognising(named);
    const first = read({ name: 'a' });
    expect(first).toEqual({ name: 'a' });
    const second = read({ name: 'a' });
    expect(second).not.toBe(first);
    expect(read({ name: 'a' })).toBe(second);
    expect(read({ name: 'b' })).toEqual({ name: 'b' });
    expect(read({ name: 'a' })).toBe(second);
  });

  it('refuses what is refused each time', () => {
    const read = recognising(named);
    for (const value of [{}, { name: 1 }, null, 'a', 3, undefined]) {
      expect(read(value)).toBe(REFUSED);
      expect(read(value)).toBe(REFUSED);
    }
  });

  it('forgets what was not asked for the longest when texts are too long, and never keeps one that is by itself', () => {
    const text = JSON.stringify({ name: 'a' });
    const read = recognising(named, 2 * text.length);
    for (const name of ['a', 'b', 'c']) read({ name });
    const [a, b] = [read({ name: 'a' }), read({ name: 'b' })];
    expect(read({ name: 'a' })).toBe(a);
    read({ name: 'c' });
    expect(read({ name: 'a' })).toBe(a);
    expect(read({ name: 'b' })).not.toBe(b);
    const long = { name: 'a'.repeat(10_000) };
    read(long);
    expect(read(long)).not.toBe(read(long));
  });

  it('reads a long member of a body once for as long as its words stay the same', () => {
    let reads = 0;
    const read = recognising((value) => {
      reads++;
      return named(value);
    });
    const json = new RepeatedJson();
    const bodyWith = (long: object): { long: object } =>
      json.read(Buffer.from(JSON.stringify({ long })), JSON.parse) as { long: object };
    const taken = { name: 'a'.repeat(2_000) };
    const [, second, third] = [0, 1, 2].map(() => read(bodyWith(taken).long));
    expect(third).toBe(second);
    expect(third).toEqual(taken);
    expect(reads).toBe(2);
    for (let time = 0; time < 3; time++) expect(read(bodyWith([taken]).long)).toBe(REFUSED);
  });

  it('refuses what is too deep for its text to be written', () => {
    let deep: unknown = [];
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];
    expect(recognising(named)({ deep })).toBe(REFUSED);
  });
});
