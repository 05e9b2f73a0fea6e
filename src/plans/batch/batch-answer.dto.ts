import { ProblemDto } from '../../platform/problems/problem.dto.js';
import { IntegerField } from '../../platform/validation/number-fields.js';
import { ObjectField } from '../../platform/validation/object-fields.js';
import { ChoiceField, TextField } from '../../platform/validation/text-fields.js';
import { CompactPlanDto } from '../compact/compact-plan.dto.js';
import { PlanAnswerDto } from '../plan-answer.dto.js';

/** In every line but the last one. */
const LineField = (): PropertyDecorator =>
  IntegerField({
    description: 'The line of the request, from 1; blank lines and that of the defaults count.',
    example: 2,
    minimum: 1,
  });

/** A plan in short. */
export class BatchPlanLineDto extends CompactPlanDto {
  @LineField()
  line!: number;

  @ChoiceField({ description: 'A plan.', example: 'plan', choices: ['plan'] })
  kind!: 'plan';

  @TextField({ description: 'That of the line.', example: 'camera-17', maxLength: 200 })
  id!: string;
}

/** A plan in full. */
export class BatchAnswerLineDto {
  @LineField()
  line!: number;

  @ChoiceField({ description: 'A whole answer.', example: 'answer', choices: ['answer'] })
  kind!: 'answer';

  @TextField({ description: 'That of the line.', example: 'camera-17', maxLength: 200 })
  id!: string;

  @ObjectField(PlanAnswerDto, { description: 'What POST /plans answers.' })
  answer!: PlanAnswerDto;
}

/** A line that no plan can be found for. */
export class BatchFaultLineDto {
  @LineField()
  line!: number;

  @ChoiceField({ description: 'A line that is at fault.', example: 'fault', choices: ['fault'] })
  kind!: 'fault';

  @TextField({
    description: 'That of the line; null where it has none that can be read.',
    example: 'camera-17',
    maxLength: 200,
    nullable: true,
  })
  id!: string | null;

  @ObjectField(ProblemDto, { description: 'What POST /plans would answer; pointers begin at the line.' })
  problem!: ProblemDto;
}

/** The last line; an answer without it is not complete. */
export class BatchEndLineDto {
  @ChoiceField({ description: 'The last line.', example: 'end', choices: ['end'] })
  kind!: 'end';

  @IntegerField({ description: 'Lines that a plan was found for.', example: 9_998, minimum: 0 })
  planned!: number;

  @IntegerField({ description: 'Lines that were at fault.', example: 2, minimum: 0 })
  faults!: number;
}

export const BATCH_LINES = [BatchPlanLineDto, BatchAnswerLineDto, BatchFaultLineDto, BatchEndLineDto];
export type BatchLine = BatchPlanLineDto | BatchAnswerLineDto | BatchFaultLineDto | BatchEndLineDto;
