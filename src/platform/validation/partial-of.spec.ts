import { readCompiled } from './compiled-reader.js';
import { IntegerField } from './number-fields.js';
import { partialOf } from './partial-of.js';
import { ProblemError } from '../problems/problem.js';
import { REFUSED } from './readings.js';
import { validateBody } from './request.pipe.js';
import { TextField } from './text-fields.js';

class WholeDto {
  @TextField({ description: 'A name.', maxLength: 3 })
  name!: string;

  @IntegerField({ description: 'A count.', minimum: 1, default: 5 })
  count: number = 5;

  @IntegerField({ description: 'A size, where it is known.', minimum: 1, nullable: true })
  size!: number | null;
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

  it('takes null where the other class does', () => {
    expect(readCompiled(WholeDto, { name: 'a', size: null })).toMatchObject({ name: 'a', size: null });
    expect(readCompiled(PartDto, { id: 'a', size: null })).toMatchObject({ id: 'a', size: null });
  });

  it.each([
    { name: 'a' },
    { id: 'a', name: 'long' },
    { id: 'a', count: 0 },
    { id: 'a', other: 1 },
    { id: 'a', name: null },
    { id: 'a', count: null },
  ])('refuses what neither takes, as the validators do: %j', async (value) => {
    expect(readCompiled(PartDto, value)).toBe(REFUSED);
    await expect(validateBody(value, PartDto)).rejects.toThrow(ProblemError);
  });
});
