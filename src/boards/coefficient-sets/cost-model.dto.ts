import {
  COST_TERM_NAMES,
  MAC_CLASSES,
  SLOPE_FAMILY_NAMES,
  type CostTermName,
  type MacClass,
  type SlopeFamilyName,
} from '../../core/index.js';
import { NumberField, NumberListField } from '../../platform/validation/number-fields.js';
import { ObjectListField } from '../../platform/validation/object-fields.js';
import { ChoiceField } from '../../platform/validation/text-fields.js';

/** No layer of any board costs as much for each MAC, byte or layer. */
const MAX_COEFFICIENT = 1e9;

export class SlopeDto {
  @ChoiceField({
    description: 'Whose cost grows so with the MACs.',
    example: 'convolution',
    choices: MAC_CLASSES,
  })
  layerClass!: MacClass;

  @ChoiceField({
    description:
      'mac-linear: MAC · gamma; kernel-hyperbolic: MAC · (gamma + delta / kernels); kernel-power: MAC · gamma · ' +
      'kernels^(-delta).',
    example: 'kernel-hyperbolic',
    choices: SLOPE_FAMILY_NAMES,
  })
  family!: SlopeFamilyName;

  @NumberListField({
    description: 'gamma, then delta where the family has it: J (energy) or s (latency) for each MAC.',
    example: [4e-11, 2e-9],
    minItems: 1,
    maxItems: 2,
    minimum: 0,
    maximum: MAX_COEFFICIENT,
  })
  coefficients!: number[];
}

export class TermDto {
  @ChoiceField({
    description:
      'For what: a byte of activations or weights that is moved, a byte that windows gather, a layer, or an inference.',
    example: 'perLayer',
    choices: COST_TERM_NAMES,
  })
  name!: CostTermName;

  @NumberField({
    description: 'J (energy) or s (latency) for each.',
    example: 0.0002,
    minimum: 0,
    maximum: MAX_COEFFICIENT,
  })
  value!: number;
}

/** A cost model as docs/model.md describes it, in SI units. */
export class CostModelDto {
  @ObjectListField(SlopeDto, {
    description: 'By class of layers. A class that is left out shares the slope of the convolutions.',
    minItems: 1,
    maxItems: MAC_CLASSES.length,
  })
  slopes!: SlopeDto[];

  @ObjectListField(TermDto, {
    description: 'Costs beside the slopes. Those that are left out are zero.',
    minItems: 0,
    maxItems: COST_TERM_NAMES.length,
    default: [],
  })
  terms: TermDto[] = [];
}
