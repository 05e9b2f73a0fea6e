import { SetChoiceDto } from '../boards/index.js';
import { NetworkChoiceDto } from '../networks/index.js';
import { NumberField } from '../platform/validation/number-fields.js';
import { ObjectListField } from '../platform/validation/object-fields.js';
import { BooleanField } from '../platform/validation/text-fields.js';

const MAX_NETWORKS = 100;
const MAX_BOARDS = 16;

/** A network to be estimated. */
export class EstimatedNetworkDto extends NetworkChoiceDto {}

export class EstimateRequestDto {
  @ObjectListField(EstimatedNetworkDto, {
    description: 'The networks; each is estimated on every board.',
    minItems: 1,
    maxItems: MAX_NETWORKS,
  })
  networks!: EstimatedNetworkDto[];

  @ObjectListField(SetChoiceDto, {
    description: 'The boards, each with what tells its coefficient sets apart.',
    minItems: 1,
    maxItems: MAX_BOARDS,
  })
  boards!: SetChoiceDto[];

  @BooleanField({
    description:
      'Whether the answer holds every layer with each part of its cost; at most 100 000 over all networks and boards.',
    example: true,
    default: false,
  })
  layers: boolean = false;

  @NumberField({
    description: 'Energy of a battery. Asks how many inferences a watt-hour and the battery last for.',
    unit: 'Wh',
    example: 37,
    above: 0,
    maximum: 1e9,
    optional: true,
  })
  batteryWh?: number;

  @NumberField({
    description: 'Carbon intensity of the grid. Asks for the carbon of an inference.',
    unit: 'g CO2e/kWh',
    example: 242,
    minimum: 0,
    maximum: 1e5,
    optional: true,
  })
  gridGCo2PerKWh?: number;
}
