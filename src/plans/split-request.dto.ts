import { BOUNDARIES, type Boundary, PRECISIONS, type Precision } from '../core/index.js';
import { NetworkDto } from '../networks/index.js';
import { IntegerField, NumberField } from '../platform/validation/number-fields.js';
import { ObjectField } from '../platform/validation/object-fields.js';
import { BooleanField, ChoiceField, TextField } from '../platform/validation/text-fields.js';
import { ConstraintsDto } from './constraints.dto.js';
import { EdgeLoadDto } from './edge-load.dto.js';
import { LinkDto } from './link.dto.js';

/** Which coefficient set of which board; what is left out must leave exactly one. */
export class TierDto {
  @TextField({
    description: 'Identifier of the board, as in GET /boards.',
    example: 'jetson-tx2',
    maxLength: 100,
  })
  board!: string;

  @TextField({ description: 'Power mode. Left out: any.', example: 'MAXN', maxLength: 100, optional: true })
  powerMode?: string;

  @TextField({ description: 'Runtime. Left out: any.', example: 'TensorRT', maxLength: 200, optional: true })
  runtime?: string;

  @ChoiceField({
    description: 'Arithmetic. Left out: any.',
    example: 'fp32',
    choices: PRECISIONS,
    optional: true,
  })
  precision?: Precision;

  @IntegerField({
    description: 'Inputs per inference that the coefficients hold for. Left out: any.',
    example: 1,
    minimum: 1,
    maximum: 65_536,
    optional: true,
  })
  batch?: number;

  @ChoiceField({
    description: 'Measuring point of the energy figures. Left out: any.',
    example: 'module',
    choices: BOUNDARIES,
    optional: true,
  })
  boundary?: Boundary;
}

export class DeviceDto extends TierDto {
  @NumberField({
    description:
      'Power that the device draws while it waits for the link and the edge. Left out: that of the board, if known.',
    unit: 'W',
    example: 2.5,
    minimum: 0,
    maximum: 10_000,
    optional: true,
  })
  idlePowerW?: number;
}

/** A network between two boards, and what its division must keep to. */
export abstract class SplitRequestDto {
  @ObjectField(NetworkDto, {
    description: 'The network to divide. Left out: networkId names it.',
    optional: true,
  })
  network?: NetworkDto;

  @TextField({
    description: 'Identifier of a stored network or of one of the zoo, in the place of network.',
    example: 'resnet-50',
    maxLength: 100,
    optional: true,
  })
  networkId?: string;

  @ObjectField(DeviceDto, { description: 'The board that has the input and wants the result.' })
  device!: DeviceDto;

  @ObjectField(TierDto, { description: 'The board beyond the link.' })
  edge!: TierDto;

  @ObjectField(LinkDto, { description: 'The link between the two.' })
  link!: LinkDto;

  @ObjectField(ConstraintsDto, {
    description: 'What a plan must keep to. Left out: nothing.',
    optional: true,
  })
  constraints?: ConstraintsDto;

  @ObjectField(EdgeLoadDto, {
    description: 'How busy the edge is with the work of others. Left out: it serves nobody else.',
    optional: true,
  })
  edgeLoad?: EdgeLoadDto;

  @BooleanField({
    description: 'Whether results that the edge produced travel back to the device.',
    example: true,
    default: true,
  })
  returnsResults: boolean = true;
}
