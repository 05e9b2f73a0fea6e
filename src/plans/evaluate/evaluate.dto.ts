import { TRANSFER_PRECISIONS, type TransferPrecisionName } from '../../core/index.js';
import { ListOf, ObjectField } from '../../platform/validation/object-fields.js';
import {
  BooleanField,
  ChoiceField,
  TextField,
  TextListField,
} from '../../platform/validation/text-fields.js';
import { InputEncodingDto } from '../input-encoding.dto.js';
import { PlanDto, PricedWithDto, ViolationDto, WarningDto } from '../plan-answer.dto.js';
import { SplitRequestDto } from '../split-request.dto.js';

export class EvaluateRequestDto extends SplitRequestDto {
  @TextListField({
    description:
      'Names of the layers on the device; all others run on the edge. Those that depend on constants alone run ' +
      'wherever they are needed, whether they are named or not.',
    example: ['conv1', 'relu1', 'pool1'],
    maxItems: 100_000,
    maxLength: 500,
  })
  deviceLayers!: string[];

  @ChoiceField({
    description: 'What the crossing tensors are sent as.',
    example: 'stored',
    choices: TRANSFER_PRECISIONS,
    default: 'stored',
  })
  transferPrecision: TransferPrecisionName = 'stored';

  @ObjectField(InputEncodingDto, {
    description: 'How the input of the network is sent. Left out: its tensor as it lies in memory.',
    optional: true,
  })
  inputEncoding?: InputEncodingDto;
}

export class MisplacedLayerDto {
  @TextField({ description: 'Layer on the device.', example: 'conv2', maxLength: 500 })
  layer!: string;

  @TextField({ description: 'Layer on the edge that it needs.', example: 'pool1', maxLength: 500 })
  needs!: string;
}

export class EvaluateAnswerDto extends PricedWithDto {
  @BooleanField({
    description: 'Whether every layer on the device has what it needs there. Constraints are another matter.',
    example: true,
  })
  valid!: boolean;

  @ListOf(MisplacedLayerDto, {
    description: 'Every layer on the device that needs one beyond the link; empty when it is valid.',
  })
  misplaced!: MisplacedLayerDto[];

  @ObjectField(PlanDto, { description: 'What it takes; null when it is not valid.', nullable: true })
  plan!: PlanDto | null;

  @ListOf(ViolationDto, {
    description: 'Every constraint that it breaks; empty when it keeps to all, or is not valid.',
  })
  violations!: ViolationDto[];

  @ListOf(WarningDto, { description: 'What to know before trusting the figures.' })
  warnings!: WarningDto[];
}
