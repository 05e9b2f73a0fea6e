import { Notes, onceEach, remember, rememberAll, rememberRecent } from './memo.js';

/** Counts its calls. */
function counting<Arguments extends unknown[], Value>(
  derive: (...given: Arguments) => Value,
): { readonly calls: () => number; readonly derive: (...given: Arguments) => Value } {
  let calls = 0;
  return {
    calls: () => calls,
    derive: (...given) => {
      calls++;
      return derive(...given);
    },
  };
}

describe('Notes', () => {
  it('hold what was noted last of each object, and null like any other value', () => {
    const notes = new Notes<object, string | null>();
    const [a, b] = [{}, {}];
    expect(notes.get(a)).toBeUndefined();
    notes.set(a, 'first');
    notes.set(a, 'second');
    notes.set(b, null);
    expect([notes.get(a), notes.get(b)]).toEqual(['second', null]);
  });

  it('keep apart what others note of the same object, and leave no trace in it', () => {
    const [some, others] = [new Notes<object, number>(), new Notes<object, number>()];
    const object = { name: 'a' };
    some.set(object, 1);
    expect(others.get(object)).toBeUndefined();
    expect({ ...object }).toStrictEqual({ name: 'a' });
    expect(some.get({ ...object })).toBeUndefined();
    expect(some.get(Object.assign({}, object))).toBeUndefined();
  });
});

describe('remember', () => {
  it('computes once for each object', () => {
    const { derive, calls } = counting(({ name }: { name: string }) => ({ length: name.length }));
    const lengthOf = remember(derive);
    const [a, b] = [{ name: 'a' }, { name: 'bb' }];
    expect(lengthOf(a)).toBe(lengthOf(a));
    expect(lengthOf(b)).toEqual({ length: 2 });
    expect(calls()).toBe(2);
  });

  it('leaves no trace in what copies, writes or compares the object', () => {
    const lengthOf = remember(({ name }: { name: string }) => name.length);
    const object = { name: 'a' };
    lengthOf(object);
    expect(JSON.stringify(object)).toBe('{"name":"a"}');
    expect(object).toStrictEqual({ name: 'a' });
    expect(lengthOf({ ...object, name: 'abc' })).toBe(3);
    expect(lengthOf(Object.assign({}, object, { name: 'abcd' }))).toBe(4);
    expect(lengthOf(structuredClone(object))).toBe(1);
  });

  it('keeps what several functions make of one object apart', () => {
    const [one, two] = [remember((_: object) => 1), remember((_: object) => 2)];
    const object = {};
    expect([one(object), two(object), one(object)]).toEqual([1, 2, 1]);
  });
});

describe('rememberAll', () => {
  it('computes once for the same objects in the same order', () => {
    const { derive, calls } = counting((a: { n: number }, b: { n: number }, c: { n: number }) => ({
      n: 100 * a.n + 10 * b.n + c.n,
    }));
    const joined = rememberAll(derive);
    const [x, y, z] = [{ n: 1 }, { n: 2 }, { n: 3 }];
    expect(joined(x, y, z)).toBe(joined(x, y, z));
    expect(joined(x, z, y)).toEqual({ n: 132 });
    expect(joined(y, x, z)).toEqual({ n: 213 });
    expect(joined(x, y, x)).toEqual({ n: 121 });
    expect(calls()).toBe(4);
  });

  it('takes null for a key like any other', () => {
    const { derive, calls } = counting((_: object, b: object | null, c: object | null) => [b, c]);
    const pair = rememberAll(derive);
    const [x, y] = [{}, {}];
    expect(pair(x, null, y)).toEqual([null, y]);
    expect(pair(x, y, null)).toEqual([y, null]);
    expect(pair(x, null, y)).toBe(pair(x, null, y));
    expect(calls()).toBe(2);
  });
});

describe('rememberAll, of objects that live for different times', () => {
  it('leaves what it made with the object that came last, whichever key that is', () => {
    const pair = rememberAll((a: object, b: object) => ({ a, b }));
    const [early, other] = [{}, {}];
    pair(early, other);
    const before = Object.getOwnPropertySymbols(early).length;
    const [later, evenLater] = [{}, {}];
    for (const late of [later, evenLater]) {
      expect(pair(early, late)).toBe(pair(early, late));
      expect(pair(late, early)).toEqual({ a: late, b: early });
    }
    expect(pair(early, later)).not.toBe(pair(early, evenLater));
    expect(Object.getOwnPropertySymbols(early)).toHaveLength(before);
    expect(Object.getOwnPropertySymbols(later).length).toBeGreaterThan(before);
  });
});

describe('onceEach', () => {
  it('computes once for each key', () => {
    const { derive, calls } = counting((key: string) => key.length);
    const lengthOf = onceEach(derive);
    expect(['a', 'bb', 'a'].map(lengthOf)).toEqual([1, 2, 1]);
    expect(calls()).toBe(2);
  });
});

describe('rememberRecent', () => {
  it('forgets the key that was not asked for the longest when they are too many', () => {
    const { derive, calls } = counting((key: string, given: number) => ({ key, given }));
    const made = rememberRecent(2, derive);
    const [a, b] = [made('a', 1), made('b', 2)];
    expect(made('a', 3)).toBe(a);
    expect(a).toEqual({ key: 'a', given: 1 });
    made('c', 4);
    expect(made('a', 5)).toBe(a);
    expect(calls()).toBe(3);
    expect(made('b', 6)).not.toBe(b);
  });
});
