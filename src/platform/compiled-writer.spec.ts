import { compileWriter } from './compiled-writer.js';
import { IntegerField } from './validation/number-fields.js';
import { ListOf, ObjectField } from './validation/object-fields.js';
import { TextField, TextListField } from './validation/text-fields.js';

class PartDto {
  @TextListField({ description: 'Names.', maxItems: 9, maxLength: 9, shared: true })
  names!: readonly string[];

  @TextField({ description: 'A text.', maxLength: 99, optional: true })
  text?: string;
}

class WholeDto {
  @ObjectField(PartDto, { description: 'A part.', nullable: true })
  part!: PartDto | null;

  @ListOf(PartDto, { description: 'Parts.' })
  parts!: PartDto[];

  @IntegerField({ description: 'A number.' })
  count!: number;
}

const write = compileWriter(WholeDto);

describe('compileWriter', () => {
  it.each<[string, WholeDto]>([
    [
      'what is nested',
      { part: { names: ['a', '"'] }, parts: [{ names: [], text: '\ud800\n' }, { names: ['ü'] }], count: 3 },
    ],
    ['what is null, undefined or empty', { part: null, parts: [], count: NaN }],
    [
      'fields that are absent',
      { part: { names: ['a'], text: undefined as unknown as string }, parts: [], count: -0 },
    ],
    [
      'fields that the class does not have',
      Object.assign({ part: null, parts: [], count: 1e21 }, { 'a"b': [1, { c: null }] }),
    ],
  ])('writes %s as JSON.stringify does', (_what, value) => {
    expect(write(value)).toBe(JSON.stringify(value));
  });

  it('writes what is shared once, and its text from then on', () => {
    let reads = 0;
    const names = Object.defineProperty(['a'], 0, {
      get: () => {
        reads++;
        return 'a';
      },
      enumerable: true,
    });
    for (let answer = 0; answer < 3; answer++) write({ part: { names }, parts: [{ names }], count: answer });
    expect(reads).toBe(1);
  });
});
