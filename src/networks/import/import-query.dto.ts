import { Transform, Type } from 'class-transformer';
import { IntegerField } from '../../platform/validation/number-fields.js';
import { TextField, TextListField } from '../../platform/validation/text-fields.js';

const asList = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? [value] : value);

/** How the open sizes of a model file are settled. No examples: the Swagger UI would send them along. */
export class ImportQueryDto {
  @TextField({
    description: 'Name of the network. Left out: the name in the file.',
    maxLength: 200,
    optional: true,
  })
  name?: string;

  @Transform(asList)
  @TextListField({
    description:
      "Shape of an input, as in input:1,3,224,224. Repeat it for several inputs. Left out: the file's, which must then be known.",
    maxItems: 100,
    maxLength: 1000,
    optional: true,
  })
  shape?: string[];

  @Transform(asList)
  @TextListField({
    description: 'Size of a symbolic dimension, as in sequence:128. Repeat it for several dimensions.',
    maxItems: 100,
    maxLength: 1000,
    optional: true,
  })
  dimension?: string[];

  @Type(() => Number)
  @IntegerField({
    description: 'Size of the first dimension of every input that leaves it open.',
    minimum: 1,
    maximum: 65_536,
    optional: true,
  })
  batch?: number;
}
