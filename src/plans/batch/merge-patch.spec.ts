import { mergePatch } from './merge-patch.js';

describe('mergePatch', () => {
  // The test cases of RFC 7396, appendix A.
  it.each([
    ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
    ['{"a":"b"}', '{"a":null}', '{}'],
    ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
    ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
    ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
    ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
    ['["a","b"]', '["c","d"]', '["c","d"]'],
    ['{"a":"b"}', '["c"]', '["c"]'],
    ['{"a":"foo"}', 'null', 'null'],
    ['{"a":"foo"}', '"bar"', '"bar"'],
    ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
    ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
    ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
  ])('makes of %s with %s: %s', (target, patch, expected) => {
    expect(mergePatch(JSON.parse(target), JSON.parse(patch))).toEqual(JSON.parse(expected));
  });

  it('changes neither of the two', () => {
    const [target, patch] = [{ a: { b: 1 } }, { a: { c: null } }];
    mergePatch(target, patch);
    expect([target, patch]).toEqual([{ a: { b: 1 } }, { a: { c: null } }]);
  });

  it('gives what stands in a patch alone as the same object, unless that takes something away', () => {
    const [kept, taken] = [{ b: [null] }, { b: { c: null } }];
    const made = mergePatch({ x: 1 }, { kept, taken }) as Record<string, unknown>;
    expect(made.kept).toBe(kept);
    expect(made.taken).toEqual({ b: {} });
  });

  it('leaves the prototype of what it makes alone', () => {
    const made = mergePatch({}, JSON.parse('{"__proto__":{"polluted":true}}')) as object;
    expect('polluted' in made).toBe(false);
  });

  it('survives what is nested beyond any stack', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`) as unknown;
    expect(mergePatch(deep, deep)).toBeInstanceOf(Object);
  });
});
