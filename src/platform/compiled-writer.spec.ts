import { compileWriter, extended } from './compiled-writer.js';
import { IntegerField } from './validation/number-fields.js';
import { ListOf, ObjectField } from './validation/object-fields.js';
import { TextField, TextListField } from './validation/text-fields.js';

class PartDto {
  @TextListField({ description: 'Names.', maxItems: 9, maxLength: 9, repeated: true })
  names!: readonly string[];

  @TextField({ description: 'A text.', maxLength: 99, optional: true })
  text?: string;
}

class LargerDto extends PartDto {
  @IntegerField({ description: 'One more.' })
  more!: number;
}

class WholeDto {
  @ObjectField(PartDto, { description: 'A part.', nullable: true })
  part!: PartDto | null;

  @ListOf(PartDto, { description: 'Parts.' })
  parts!: PartDto[];

  @IntegerField({ description: 'A number.' })
  count!: number;

  @ObjectField(PartDto, { description: 'A part that stands elsewhere too.', repeated: true, optional: true })
  again?: PartDto;

  @ObjectField(LargerDto, { description: 'It with more.', optional: true })
  larger?: LargerDto;
}

const write = compileWriter(WholeDto);

const PART: PartDto = { names: ['b'], text: 'c "d"' };

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
      'what is repeated and extended',
      {
        part: null,
        parts: [],
        count: Infinity,
        again: PART,
        larger: extended<PartDto, { more: number }>(PART, { more: 4 }),
      },
    ],
    [
      'what extends nothing, by nothing',
      Object.assign({ part: null, parts: [], count: 0 }, { larger: extended({}, {}) as LargerDto }),
    ],
    [
      'what extends what is extended, by what is undefined',
      {
        part: null,
        parts: [],
        count: 0.1 + 0.2,
        larger: extended(extended<PartDto, object>(PART, {}), { more: undefined }) as unknown as LargerDto,
      },
    ],
    [
      'fields that the class does not have',
      Object.assign({ part: null, parts: [], count: 1e21 }, { 'a"b': [1, { c: null }] }),
    ],
  ])('writes %s as JSON.stringify does', (_what, value) => {
    expect(write(value)).toBe(JSON.stringify(value));
  });

  it('writes what is repeated once, in as many answers as it stands in', () => {
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

  it('writes what is repeated once, what it is extended to too', () => {
    let reads = 0;
    const again = Object.defineProperty({ names: [] }, 'text', {
      get: () => `${++reads}`,
      enumerable: true,
    }) as PartDto;
    const larger = extended<PartDto, { more: number }>(again, { more: 1 });
    reads = 0; // of the copy
    const text = write({ part: null, parts: [], count: 2, again, larger });
    expect(reads).toBe(1);
    expect(text).toBe(
      '{"part":null,"parts":[],"count":2,"again":{"names":[],"text":"1"},"larger":{"names":[],"text":"1","more":1}}',
    );
  });
});
