import { Transform } from 'class-transformer';
import { OBJECTIVES } from '../core/index.js';
import { ObjectField, ObjectListField } from '../platform/validation/object-fields.js';
import { BooleanField, ChoiceField } from '../platform/validation/text-fields.js';
import { ConfidenceRequestDto } from './confidence.dto.js';
import { InputEncodingDto } from './input-encoding.dto.js';
import { WeightsDto } from './objective.dto.js';
import { SplitRequestDto } from './split-request.dto.js';
import { TransferPrecisionDto } from './transfer-precision.dto.js';

export const OBJECTIVE_CHOICES = [...OBJECTIVES, 'weightedSum'] as const;

/** A network to divide, and what the division is to be best in. */
export abstract class ChoiceRequestDto extends SplitRequestDto {
  @ChoiceField({
    description: 'What the chosen plan is to be best in.',
    example: 'latency',
    choices: OBJECTIVE_CHOICES,
    default: 'latency',
  })
  objective: (typeof OBJECTIVE_CHOICES)[number] = 'latency';

  @ObjectField(WeightsDto, {
    description: 'Prices of the weighted sum; only with that objective.',
    optional: true,
  })
  weights?: WeightsDto;

  @ObjectListField(TransferPrecisionDto, {
    description: 'Ways to send tensors, chosen with the cut. Left out: as they are stored.',
    recognised: true,
    minItems: 1,
    maxItems: 4,
    optional: true,
  })
  transferPrecisions?: TransferPrecisionDto[];

  @ObjectListField(InputEncodingDto, {
    description:
      'Ways to send the input of the network, chosen with the cut. Left out: its tensor as it lies in memory.',
    recognised: true,
    minItems: 1,
    maxItems: 16,
    optional: true,
  })
  inputEncodings?: InputEncodingDto[];
}

export class PlanRequestDto extends ChoiceRequestDto {
  @ObjectField(ConfidenceRequestDto, {
    description: 'Asks how sure the choice is. Left out: not computed.',
    optional: true,
  })
  confidence?: ConfidenceRequestDto;
}

export const CANDIDATE_CHOICES = ['none', 'front', 'all'] as const;
export type CandidateChoice = (typeof CANDIDATE_CHOICES)[number];

/** Booleans as a query writes them. */
const BOOLEANS = new Map<unknown, boolean>([
  ['true', true],
  ['false', false],
]);

export class PlanQueryDto {
  @ChoiceField({
    description:
      'Which candidates the answer holds besides the plans: none, the Pareto front, or the front and all of them.',
    example: 'front',
    choices: CANDIDATE_CHOICES,
    default: 'front',
  })
  candidates: CandidateChoice = 'front';

  @Transform(({ value }: { value: unknown }) => BOOLEANS.get(value) ?? value)
  @BooleanField({
    description:
      'Whether the answer holds the profile: the layers of the network, and the best candidate at each number of ' +
      'layers on the device with its ledger.',
    example: false,
    default: false,
  })
  profile: boolean = false;

  @Transform(({ value }: { value: unknown }) => BOOLEANS.get(value) ?? value)
  @BooleanField({
    description: 'Whether request and answer are stored, for GET /plans/{id}.',
    example: false,
    default: false,
  })
  save: boolean = false;
}
