import { CoefficientSetSummaryDto } from '../boards/index.js';
import { EstimateWarningDto, FiguresDto } from '../estimates/index.js';
import { ProblemDto } from '../platform/problems/problem.dto.js';
import { IntegerField, NumberField } from '../platform/validation/number-fields.js';
import { ListOf, ObjectField } from '../platform/validation/object-fields.js';
import { BooleanField, ChoiceField, ChoiceListField, TextField } from '../platform/validation/text-fields.js';

export const BUDGET_FIELDS = ['maxEnergyJ', 'maxLatencyMs', 'minAccuracyShare'] as const;
export type BudgetField = (typeof BUDGET_FIELDS)[number];

/** The first line. */
export class RankingLineDto {
  @ChoiceField({ description: 'The first line.', example: 'ranking', choices: ['ranking'] })
  kind!: 'ranking';

  @ListOf(CoefficientSetSummaryDto, { description: 'What the figures on each board come from.' })
  boards!: CoefficientSetSummaryDto[];

  @ListOf(EstimateWarningDto, { description: 'What to know before trusting and comparing the figures.' })
  warnings!: EstimateWarningDto[];
}

/** A candidate that cannot be ranked. */
export class FaultLineDto {
  @ChoiceField({ description: 'A candidate that is at fault.', example: 'fault', choices: ['fault'] })
  kind!: 'fault';

  @IntegerField({ description: 'Position of the candidate.', example: 12, minimum: 0 })
  candidate!: number;

  @ObjectField(ProblemDto, { description: 'What is wrong with it; pointers begin at the candidate.' })
  problem!: ProblemDto;
}

/** A place in the ranking of a board. */
export class PlaceLineDto extends FiguresDto {
  @ChoiceField({ description: 'A place in the ranking.', example: 'place', choices: ['place'] })
  kind!: 'place';

  @IntegerField({ description: 'Position of the board.', example: 0, minimum: 0 })
  board!: number;

  @IntegerField({
    description:
      'From 1, the best: candidates within the budgets, then those beyond them, then those whose goal is not known.',
    example: 1,
    minimum: 1,
  })
  rank!: number;

  @IntegerField({ description: 'Position of the candidate.', example: 4711, minimum: 0 })
  candidate!: number;

  @TextField({ description: 'Its name.', example: 'nas-bench-201', maxLength: 200 })
  name!: string;

  @IntegerField({ description: 'Multiply-accumulates of one inference.', example: 47_104_640, minimum: 0 })
  macs!: number;

  @NumberField({
    description: 'Share of right answers as given; null where it was not.',
    example: 0.91,
    nullable: true,
  })
  accuracyShare!: number | null;

  @ChoiceListField({
    description: 'Budgets that it does not keep to.',
    example: ['maxEnergyJ'],
    choices: BUDGET_FIELDS,
    minItems: 0,
    maxItems: 3,
  })
  brokenBudgets!: BudgetField[];

  @BooleanField({
    description:
      'Whether no candidate within the budgets is as good in energy, latency and accuracy and better in one.',
    example: true,
  })
  isOnFront!: boolean;

  @NumberField({
    description:
      'Probability that it is better than the next, given the error of the model; null where unknown.',
    example: 0.83,
    minimum: 0,
    maximum: 1,
    nullable: true,
  })
  probabilityAhead!: number | null;

  @IntegerField({
    description:
      'How many places directly behind it hold candidates that are not told apart from it with 95 % certainty; null where the error is not known.',
    example: 12,
    minimum: 0,
    nullable: true,
  })
  inseparable!: number | null;

  @BooleanField({
    description:
      'Whether a layer lies outside the range that the coefficients were fitted on, or the batch is another one.',
    example: false,
  })
  isExtrapolated!: boolean;
}

/** How well the predicted order of one cost agrees with what was measured on a board. */
export class AgreementLineDto {
  @ChoiceField({ description: 'Agreement with measurements.', example: 'agreement', choices: ['agreement'] })
  kind!: 'agreement';

  @IntegerField({ description: 'Position of the board.', example: 0, minimum: 0 })
  board!: number;

  @ChoiceField({ description: 'Which cost.', example: 'energy', choices: ['energy', 'latency'] })
  cost!: 'energy' | 'latency';

  @IntegerField({ description: 'Candidates that were measured.', example: 750, minimum: 1 })
  networks!: number;

  @NumberField({
    description:
      "Kendall's tau-b of predictions and measurements; null where one of them is the same for all.",
    example: 0.88,
    minimum: -1,
    maximum: 1,
    nullable: true,
  })
  tau!: number | null;

  @NumberField({
    description: 'The same of MACs alone and measurements, for comparison.',
    example: 0.87,
    minimum: -1,
    maximum: 1,
    nullable: true,
  })
  tauOfMacs!: number | null;
}

/** The last line; an answer without it is not complete. */
export class EndLineDto {
  @ChoiceField({ description: 'The last line.', example: 'end', choices: ['end'] })
  kind!: 'end';

  @IntegerField({ description: 'Candidates that were ranked.', example: 15_284, minimum: 0 })
  ranked!: number;

  @IntegerField({ description: 'Candidates that were at fault.', example: 341, minimum: 0 })
  faults!: number;
}

export const RANKING_LINES = [RankingLineDto, FaultLineDto, PlaceLineDto, AgreementLineDto, EndLineDto];
export type RankingLine = RankingLineDto | FaultLineDto | PlaceLineDto | AgreementLineDto | EndLineDto;
