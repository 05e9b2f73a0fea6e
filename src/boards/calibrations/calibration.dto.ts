import { Transform } from 'class-transformer';
import { LIMITS_IN_FORCE } from '../../platform/limits/limits.js';
import { ObjectListField } from '../../platform/validation/object-fields.js';
import { partialOf } from '../../platform/validation/partial-of.js';
import { SetDescriptionDto } from '../coefficient-sets/coefficient-set.dto.js';
import { MeasurementDto } from './measurement.dto.js';

/** Rows of one calibration. */
export const { measurementLimit: MAX_MEASUREMENTS } = LIMITS_IN_FORCE;

export class CalibrationDto extends SetDescriptionDto {
  @ObjectListField(MeasurementDto, {
    description: 'At least three networks that differ in size and in their kinds of layers.',
    minItems: 0,
    maxItems: MAX_MEASUREMENTS,
  })
  measurements!: MeasurementDto[];
}

/** The same as query parameters, for measurements that come as CSV. */
export class CalibrationQueryDto extends partialOf(SetDescriptionDto) {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? Number(value) : value))
  declare batch?: number;

  @Transform(({ value }: { value: unknown }) =>
    value === 'true' || value === 'false' ? value === 'true' : value,
  )
  declare fusesActivations?: boolean;
}
