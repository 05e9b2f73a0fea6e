import { NumberField } from '../platform/validation/number-fields.js';
import { ListOf } from '../platform/validation/object-fields.js';
import { ChoiceField, TextField } from '../platform/validation/text-fields.js';

const PARAMETER_TYPES = ['integer', 'number', 'text'] as const;

export class ZooParameterDto {
  @TextField({ description: 'Name of the parameter.', example: 'resolution', maxLength: 100 })
  name!: string;

  @ChoiceField({ description: 'What it takes.', example: 'integer', choices: PARAMETER_TYPES })
  type!: (typeof PARAMETER_TYPES)[number];

  @TextField({
    description: 'What it means.',
    example: 'Height and width of the input image in pixels',
    maxLength: 1000,
  })
  description!: string;

  @TextField({ description: 'What holds when it is left out, as text.', example: '224', maxLength: 1000 })
  default!: string;

  @NumberField({ description: 'Least value; null for a text.', example: 32, nullable: true })
  minimum!: number | null;

  @NumberField({ description: 'Greatest value, or greatest length of a text.', example: 4096 })
  maximum!: number;
}

export class ZooNetworkDto {
  @TextField({ description: 'Identifier.', example: 'resnet-50', maxLength: 100 })
  id!: string;

  @TextField({ description: 'Title.', example: 'ResNet-50', maxLength: 200 })
  title!: string;

  @TextField({ description: 'Where it is described.', example: 'He et al., CVPR 2016', maxLength: 1000 })
  reference!: string;

  @ListOf(ZooParameterDto, { description: 'What it can be built with.' })
  parameters!: ZooParameterDto[];
}

export class ZooListDto {
  @ListOf(ZooNetworkDto, { description: 'Every network of the zoo.' })
  networks!: ZooNetworkDto[];
}
