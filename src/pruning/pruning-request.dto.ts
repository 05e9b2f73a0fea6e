import { SetChoiceDto } from '../boards/index.js';
import { NetworkChoiceDto } from '../networks/index.js';
import { NumberField } from '../platform/validation/number-fields.js';
import { ObjectField } from '../platform/validation/object-fields.js';

export class PruningRequestDto extends NetworkChoiceDto {
  @ObjectField(SetChoiceDto, { description: 'The board, with what tells its coefficient sets apart.' })
  board!: SetChoiceDto;

  @NumberField({
    description: 'Energy that an inference of the pruned network may take. Asks for a schedule.',
    unit: 'J',
    example: 0.15,
    above: 0,
    maximum: 1e9,
    optional: true,
  })
  maxEnergyJ?: number;

  @NumberField({
    description: 'Latency that an inference of the pruned network may take. Asks for a schedule.',
    unit: 'ms',
    example: 100,
    above: 0,
    maximum: 1e9,
    optional: true,
  })
  maxLatencyMs?: number;

  @NumberField({
    description: 'Share of the channels of a group that a step of the schedule takes.',
    example: 0.0625,
    minimum: 0.01,
    maximum: 1,
    default: 0.0625,
  })
  stepShare: number = 0.0625;

  @NumberField({
    description: 'Share of the channels of a group that the schedule leaves at least; one always stays.',
    example: 0.25,
    minimum: 0,
    maximum: 1,
    default: 0.25,
  })
  keepShare: number = 0.25;
}
