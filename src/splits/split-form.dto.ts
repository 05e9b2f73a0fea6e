import { TRANSFER_PRECISIONS, type TransferPrecisionName } from '../core/index.js';
import { ChoiceField, TextField, TextListField } from '../platform/validation/text-fields.js';
import { MATCHES, type Match } from './division-request.js';
import { PLAN_CHOICES, type PlanChoice } from './read-plan.js';

/** Largest plan of a form, in characters: that of a network of tens of thousands of layers, without its candidates. */
export const MAX_PLAN_LENGTH = 16 * 2 ** 20;

/** The fields of a form beside the model. Examples are empty: the Swagger UI would send them along. */
export class SplitFormDto {
  @TextField({
    description: 'The answer of POST /plans, as a field or as a file; it names the network that it is of.',
    example: '',
    maxLength: MAX_PLAN_LENGTH,
    optional: true,
  })
  plan?: string;

  @TextField({
    description: 'In the place of plan: identifier of a saved one.',
    example: '',
    maxLength: 32,
    optional: true,
  })
  planId?: string;

  @ChoiceField({
    description: 'Which plan of the answer.',
    example: 'chosen',
    choices: PLAN_CHOICES,
    default: 'chosen',
  })
  which: PlanChoice = 'chosen';

  @ChoiceField({
    description:
      'Whether the model must be the file that the plan was made for, or may be another one of the same layers, such ' +
      'as one that was trained again.',
    example: 'file',
    choices: MATCHES,
    default: 'file',
  })
  match: Match = 'file';

  @TextListField({
    description:
      'In the place of a plan: a tensor that crosses from device to edge. Repeat it for each that does.',
    example: [],
    maxItems: 1000,
    maxLength: 10_000,
    optional: true,
  })
  boundary?: string[];

  @TextListField({
    description: 'With boundary: a tensor that crosses from edge to cloud. Repeat it for each that does.',
    example: [],
    maxItems: 1000,
    maxLength: 10_000,
    optional: true,
  })
  cloudBoundary?: string[];

  @ChoiceField({
    description: 'With boundary: what tensors of floating-point numbers are sent as.',
    example: 'stored',
    choices: TRANSFER_PRECISIONS,
    default: 'stored',
  })
  transferPrecision: TransferPrecisionName = 'stored';

  @TextField({
    description:
      'Ranges of the crossing tensors for int8, as JSON: an object of [minimum, maximum] by name of tensor.',
    example: '',
    maxLength: MAX_PLAN_LENGTH,
    optional: true,
  })
  calibration?: string;
}
