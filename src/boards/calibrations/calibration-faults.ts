import type { CoreError } from '../../core/index.js';
import type { FieldFault } from '../../platform/problems/problem.js';
import type { CalibrationDto } from './calibration.dto.js';

/** Where a request writes what the core calls otherwise. */
const WRITTEN_AS = { energy: 'energyJ', latency: 'latencyMs' } as const;
const isMeasured = (parameter: string | undefined): parameter is keyof typeof WRITTEN_AS =>
  parameter === 'energy' || parameter === 'latency';

/** What the core objects to in the measurements of a request, as a fault of the measurement or of all of them. */
export function faultOf({ code, message, location }: CoreError, dto: CalibrationDto): FieldFault {
  const { measurementIndex: index, parameter } = location;
  if (index !== undefined) {
    const pointer = `/measurements/${index}`;
    if (!isMeasured(parameter)) return { pointer, detail: message };
    const field = WRITTEN_AS[parameter];
    const value = dto.measurements[index]![field];
    return {
      pointer: `${pointer}/${field}`,
      detail: `got ${value ?? 'nothing'}`,
      accepted: 'a number above 0; leave out what was not measured, as long as energy or latency is there',
    };
  }
  if (code === 'mixed-boundaries') return otherBoundary(dto);
  return { pointer: '/measurements', detail: message };
}

/** The first measurement that was not made where the calibration says. */
function otherBoundary({ boundary, measurements }: CalibrationDto): FieldFault {
  const index = measurements.findIndex((row) => row.boundary !== undefined && row.boundary !== boundary);
  return {
    pointer: `/measurements/${index}/boundary`,
    detail: `got '${measurements[index]!.boundary!}'`,
    accepted: `'${boundary}', as the others; calibrate once for each boundary`,
  };
}
