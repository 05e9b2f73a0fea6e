import { SetChoiceDto } from '../boards/index.js';
import { NetworkChoiceDto } from '../networks/index.js';
import { LIMITS_IN_FORCE } from '../platform/limits/limits.js';
import { IntegerField, NumberField } from '../platform/validation/number-fields.js';
import { ObjectField, ObjectListField } from '../platform/validation/object-fields.js';
import { ChoiceField, TextField } from '../platform/validation/text-fields.js';

export const { rankingCandidateLimit: MAX_CANDIDATES } = LIMITS_IN_FORCE;
const MAX_BOARDS = 16;

export const GOALS = ['energy', 'latency', 'weightedSum'] as const;
export type GoalName = (typeof GOALS)[number];

export class GoalWeightsDto {
  @NumberField({ description: 'Price of a joule.', example: 1, minimum: 0, maximum: 1e9 })
  perEnergyJ!: number;

  @NumberField({ description: 'Price of a millisecond.', example: 0.01, minimum: 0, maximum: 1e9 })
  perLatencyMs!: number;
}

/** What was measured of a candidate on one of the boards. */
export class MeasuredFiguresDto {
  @IntegerField({
    description: 'Position of the board in boards.',
    example: 0,
    minimum: 0,
    maximum: MAX_BOARDS - 1,
    default: 0,
  })
  board: number = 0;

  @NumberField({ description: 'Energy.', unit: 'J', example: 0.021, above: 0, maximum: 1e9, optional: true })
  energyJ?: number;

  @NumberField({ description: 'Latency.', unit: 'ms', example: 12, above: 0, maximum: 1e9, optional: true })
  latencyMs?: number;
}

export class RankingCandidateDto extends NetworkChoiceDto {
  @TextField({
    description: 'How the answer calls it. Left out: the name of its network.',
    example: 'cell 17',
    maxLength: 200,
    optional: true,
  })
  name?: string;

  @NumberField({
    description: 'Share of right answers, which the front then weighs against energy and latency.',
    example: 0.91,
    minimum: 0,
    maximum: 1,
    optional: true,
  })
  accuracyShare?: number;

  @ObjectListField(MeasuredFiguresDto, {
    description: 'What was measured of it, to see how well the ranking agrees.',
    minItems: 1,
    maxItems: MAX_BOARDS,
    optional: true,
  })
  measured?: MeasuredFiguresDto[];
}

/** What is asked of all candidates: a request without them. */
export class RankingSettingsDto {
  @ObjectListField(SetChoiceDto, {
    description: 'The boards; the candidates are ranked on each.',
    minItems: 1,
    maxItems: MAX_BOARDS,
  })
  boards!: SetChoiceDto[];

  @ChoiceField({
    description: 'What the best has least of.',
    example: 'energy',
    choices: GOALS,
    default: 'energy',
  })
  goal: GoalName = 'energy';

  @ObjectField(GoalWeightsDto, {
    description: 'Prices of the weighted sum; only with that goal.',
    optional: true,
  })
  weights?: GoalWeightsDto;

  @NumberField({ description: 'Most energy.', unit: 'J', example: 0.02, minimum: 0, optional: true })
  maxEnergyJ?: number;

  @NumberField({ description: 'Longest latency.', unit: 'ms', example: 15, minimum: 0, optional: true })
  maxLatencyMs?: number;

  @NumberField({
    description: 'Least share of right answers; a candidate without one does not keep to it.',
    example: 0.9,
    minimum: 0,
    maximum: 1,
    optional: true,
  })
  minAccuracyShare?: number;

  @IntegerField({
    description: 'So many of the best of each board are listed, and all on the front. Left out: all.',
    example: 100,
    minimum: 1,
    maximum: MAX_CANDIDATES,
    optional: true,
  })
  top?: number;
}

export class RankingRequestDto extends RankingSettingsDto {
  @ObjectListField(RankingCandidateDto, {
    description: 'The networks to rank. One that is at fault is a line of the answer.',
    minItems: 1,
    maxItems: MAX_CANDIDATES,
  })
  candidates!: RankingCandidateDto[];
}
