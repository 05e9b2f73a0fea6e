import { NetworkDto } from '../networks/index.js';
import { IntegerField, NumberField } from '../platform/validation/number-fields.js';
import { ObjectField, ObjectListField } from '../platform/validation/object-fields.js';
import { BooleanField, TextField } from '../platform/validation/text-fields.js';
import { ConstraintsDto } from './constraints.dto.js';
import { EdgeLoadDto } from './edge-load.dto.js';
import { EarlyExitDto } from './exits/early-exit.dto.js';
import { LinkDto } from './links/link.dto.js';
import { DeviceDto, TierDto } from './tiers/tier.dto.js';

/** A network between two or three tiers, and what its division must keep to. */
export abstract class SplitRequestDto {
  @ObjectField(NetworkDto, {
    description: 'The network to divide. Left out: networkId names it.',
    recognised: true,
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

  @IntegerField({
    description: 'Inputs per inference. Left out: as many as the network is described for.',
    example: 1,
    minimum: 1,
    maximum: 65_536,
    optional: true,
  })
  batch?: number;

  @ObjectField(DeviceDto, { description: 'Where the input is and the result is wanted.', recognised: true })
  device!: DeviceDto;

  @ObjectField(TierDto, { description: 'Beyond the link.', recognised: true })
  edge!: TierDto;

  @ObjectField(LinkDto, { description: 'Between device and edge.' })
  link!: LinkDto;

  @ObjectField(TierDto, {
    description: 'A third tier, beyond the backhaul. Left out: there is none.',
    recognised: true,
    optional: true,
  })
  cloud?: TierDto;

  @ObjectField(LinkDto, {
    description: 'Between edge and cloud; its radio is that of the edge. Goes with cloud.',
    optional: true,
  })
  backhaul?: LinkDto;

  @ObjectField(LinkDto, {
    description:
      'Between device and cloud, used where the edge computes nothing. Left out: the edge relays what passes.',
    optional: true,
  })
  directLink?: LinkDto;

  @ObjectListField(EarlyExitDto, {
    description: 'Ways out before the end of the network; all figures are then expected ones.',
    minItems: 1,
    maxItems: 100,
    optional: true,
  })
  exits?: EarlyExitDto[];

  @NumberField({
    description: 'Accuracy of what comes out at the end of the network. Left out: not known.',
    example: 0.76,
    minimum: 0,
    maximum: 1,
    optional: true,
  })
  finalAccuracy?: number;

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
    description: 'Whether results that were not made on the device travel back to it.',
    example: true,
    default: true,
  })
  returnsResults: boolean = true;
}
