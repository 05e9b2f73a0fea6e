import { ListOf, ObjectField } from '../../platform/validation/object-fields.js';
import { BooleanField, TextField, TextListField } from '../../platform/validation/text-fields.js';
import { InputEncodingDto } from '../input-encoding.dto.js';
import { PlanDto, PricedWithDto, ViolationDto, WarningDto } from '../plan-answer.dto.js';
import { SplitRequestDto } from '../split-request.dto.js';
import { TransferPrecisionDto } from '../transfer-precision.dto.js';

export class EvaluateRequestDto extends SplitRequestDto {
  @TextListField({
    description:
      'Names of the layers on the device; with two tiers, all others run on the edge. Those that depend on constants alone run ' +
      'wherever they are needed, whether they are named or not.',
    example: ['conv1', 'relu1', 'pool1'],
    maxItems: 100_000,
    maxLength: 500,
  })
  deviceLayers!: string[];

  @TextListField({
    description:
      'Names of the layers on the edge, where there is a cloud; all others run there. Goes with cloud.',
    example: ['conv2', 'relu2'],
    maxItems: 100_000,
    maxLength: 500,
    optional: true,
  })
  edgeLayers?: string[];

  @ObjectField(TransferPrecisionDto, {
    description: 'How the crossing tensors are sent. Left out: as they are stored.',
    optional: true,
  })
  transferPrecision?: TransferPrecisionDto;

  @ObjectField(InputEncodingDto, {
    description: 'How the input of the network is sent. Left out: its tensor as it lies in memory.',
    optional: true,
  })
  inputEncoding?: InputEncodingDto;
}

export class MisplacedLayerDto {
  @TextField({ description: 'Layer that is too near to the device.', example: 'conv2', maxLength: 500 })
  layer!: string;

  @TextField({ description: 'Layer beyond the next link that it needs.', example: 'pool1', maxLength: 500 })
  needs!: string;
}

export class EvaluateAnswerDto extends PricedWithDto {
  @BooleanField({
    description:
      'Whether every layer has what it needs on its tier or nearer to the device. Constraints are another matter.',
    example: true,
  })
  valid!: boolean;

  @ListOf(MisplacedLayerDto, {
    description: 'Every layer that needs one beyond the next link; empty when it is valid.',
  })
  misplaced!: MisplacedLayerDto[];

  @ObjectField(PlanDto, { description: 'What it takes; null when it is not valid.', nullable: true })
  plan!: PlanDto | null;

  @ListOf(ViolationDto, {
    description: 'Every constraint that it breaks; empty when it keeps to all, or is not valid.',
  })
  violations!: ViolationDto[];

  @ListOf(WarningDto, { description: 'What to know before trusting the figures.' })
  warnings!: readonly WarningDto[];
}
