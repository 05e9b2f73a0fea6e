import { NumberField, IntegerField, IntegerListField } from '../../platform/validation/number-fields.js';
import { ObjectField } from '../../platform/validation/object-fields.js';
import { ChoiceListField, TextField } from '../../platform/validation/text-fields.js';
import { ConfidenceDto } from '../confidence.dto.js';
import { CONSTRAINT_FIELDS, type ConstraintField } from '../constraints.dto.js';
import { CandidateDto, UsedBoardDto, WARNING_CODES, type WarningCode } from '../plan-answer.dto.js';

/** The stored versions that a tier was computed with. */
export class TierVersionsDto extends UsedBoardDto {
  @IntegerListField({
    description: 'Versions of its coefficient sets, by power mode that may be chosen.',
    example: [3],
    minItems: 0,
    maxItems: 16,
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
  })
  coefficientSets!: number[];
}

export class UsedProfileDto {
  @TextField({ description: 'Identifier of the link profile.', example: 'lte', maxLength: 100 })
  profile!: string;

  @IntegerField({ description: 'Its version.', example: 1, minimum: 1 })
  profileVersion!: number;
}

/** What a plan was computed from, so that it can be told whether it still holds. */
export class PlanVersionsDto {
  @TextField({
    description: 'Identifier of the network: that of the zoo, else the hash of its layers.',
    example: 'resnet-50',
    maxLength: 100,
  })
  network!: string;

  @ObjectField(TierVersionsDto, { description: 'Of the device.' })
  device!: TierVersionsDto;

  @ObjectField(TierVersionsDto, { description: 'Of the edge.' })
  edge!: TierVersionsDto;

  @ObjectField(TierVersionsDto, { description: 'Of the cloud; only where there is one.', optional: true })
  cloud?: TierVersionsDto;

  @ObjectField(UsedProfileDto, {
    description: 'Of the link; only where the request names a profile.',
    optional: true,
  })
  link?: UsedProfileDto;

  @ObjectField(UsedProfileDto, { description: 'Of the backhaul, likewise.', optional: true })
  backhaul?: UsedProfileDto;

  @ObjectField(UsedProfileDto, { description: 'Of the direct link, likewise.', optional: true })
  directLink?: UsedProfileDto;
}

/** A plan, with what it takes to follow it and to know when it no longer holds. */
export class CompactPlanDto {
  @ObjectField(CandidateDto, {
    description:
      'The best plan for the objective that keeps to the constraints; where there is none, the one that violates ' +
      'fewest, and those least.',
    repeated: true,
  })
  plan!: CandidateDto;

  @ChoiceListField({
    description: 'The constraints that the plan does not keep to.',
    example: [],
    choices: CONSTRAINT_FIELDS,
    minItems: 0,
    maxItems: CONSTRAINT_FIELDS.length,
  })
  brokenConstraints!: ConstraintField[];

  @NumberField({
    description:
      'Share of the objective that the best way to divide the network saves over the best that does not; negative ' +
      'where it loses; null where one of the two is missing.',
    example: 0.19,
    nullable: true,
  })
  margin!: number | null;

  @ObjectField(ConfidenceDto, {
    description: 'How sure the choice is, where it was asked; null where it is not defined.',
    optional: true,
    nullable: true,
  })
  confidence?: ConfidenceDto | null;

  @ObjectField(PlanVersionsDto, { description: 'What it was computed from.' })
  versions!: PlanVersionsDto;

  @ChoiceListField({
    description: 'What to know before trusting the figures; the whole answer says it in words.',
    example: ['mixed-boundaries'],
    choices: WARNING_CODES,
    minItems: 0,
    maxItems: WARNING_CODES.length,
    repeated: true,
  })
  warnings!: readonly WarningCode[];
}
