import { readCompiled } from './compiled-reader.js';
import { IntegerField } from './number-fields.js';
import { partialOf } from './partial-of.js';
import { REFUSED } from './readings.js';
import { TextField } from './text-fields.js';

class WholeDto {
  @TextField({ description: 'A name.', maxLength: 3 })
  name!: string;

  @IntegerField({ description: 'A count.', minimum: 1, default: 5 })
  count: number = 5;
}

class PartDto extends partialOf(WholeDto) {
  @TextField({ description: 'An identifier.', maxLength: 3 })
  id!: string;
}

describe('partialOf', () => {
  it('makes a class of which the fields of the other may be absent, with their defaults', () => {
    expect({ ...(readCompiled(PartDto, { id: 'a' }) as object) }).toEqual({ id: 'a', count: 5 });
    expect(readCompiled(WholeDto, { count: 1 })).toBe(REFUSED);
  });

  it.each([{ name: 'a' }, { id: 'a', name: 'long' }, { id: 'a', count: 0 }, { id: 'a', other: 1 }])(
    'refuses what neither takes: %j',
    (value) => {
      expect(readCompiled(PartDto, value)).toBe(REFUSED);
    },
  );
});
