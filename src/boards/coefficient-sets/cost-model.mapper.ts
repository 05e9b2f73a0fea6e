import {
  COST_TERM_NAMES,
  MAC_CLASSES,
  slopeFamily,
  type CostModel,
  type CostTermName,
  type MacClass,
  type Slope,
} from '../../core/index.js';
import type { FieldFault } from '../../platform/problems/problem.js';
import { ProblemError } from '../../platform/problems/problem.js';
import type { CostModelDto, SlopeDto } from './cost-model.dto.js';

/** Throws a `ProblemError` (`invalid-request`) that names the slope or term at fault; `pointer` is where it stands. */
export function toCostModel(dto: CostModelDto, pointer: string): CostModel {
  const faults = [...slopeFaults(dto, `${pointer}/slopes`), ...termFaults(dto, `${pointer}/terms`)];
  if (faults.length > 0) {
    throw new ProblemError('invalid-request', `${pointer}: got coefficients that make no model`, faults);
  }
  const slopeOf = (layerClass: MacClass): Slope | null => {
    const slope = dto.slopes.find((candidate) => candidate.layerClass === layerClass);
    return slope === undefined ? null : { family: slope.family, coefficients: slope.coefficients };
  };
  const value = (name: CostTermName): number => dto.terms.find((term) => term.name === name)?.value ?? 0;
  const terms = Object.fromEntries(COST_TERM_NAMES.map((name) => [name, value(name)]));
  return {
    slopes: {
      convolution: slopeOf('convolution'),
      depthwise: slopeOf('depthwise'),
      connected: slopeOf('connected'),
    },
    ...(terms as Record<CostTermName, number>),
  };
}

export const toCostModelDto = ({ slopes, ...terms }: CostModel): CostModelDto => ({
  slopes: MAC_CLASSES.flatMap((layerClass): SlopeDto[] => {
    const slope = slopes[layerClass];
    return slope === null
      ? []
      : [{ layerClass, family: slope.family, coefficients: [...slope.coefficients] }];
  }),
  terms: COST_TERM_NAMES.flatMap((name) => {
    const value = terms[name];
    return value === undefined ? [] : [{ name, value }];
  }),
});

function slopeFaults({ slopes }: CostModelDto, pointer: string): FieldFault[] {
  const faults = slopes.flatMap((slope, index) =>
    slopeFault(slope, slopes.slice(0, index), `${pointer}/${index}`),
  );
  if (slopes.some(({ layerClass }) => layerClass === 'convolution')) return faults;
  const accepted = 'a slope of the convolutions, which classes without one of their own share';
  return [...faults, { pointer, detail: 'got none of the convolutions', accepted }];
}

function slopeFault(
  { layerClass, family, coefficients }: SlopeDto,
  before: readonly SlopeDto[],
  pointer: string,
): FieldFault[] {
  const { classes, coefficients: names } = slopeFamily(family);
  if (before.some((other) => other.layerClass === layerClass)) {
    return [
      {
        pointer: `${pointer}/layerClass`,
        detail: `got '${layerClass}' twice`,
        accepted: 'one slope a class',
      },
    ];
  }
  if (!classes.includes(layerClass)) {
    const accepted = `a slope of ${classes.join(' or ')}`;
    return [{ pointer: `${pointer}/family`, detail: `got '${family}' for ${layerClass} layers`, accepted }];
  }
  if (coefficients.length === names.length) return [];
  const detail = `got ${coefficients.length} coefficients`;
  return [{ pointer: `${pointer}/coefficients`, detail, accepted: `${names.length}: ${names.join(', ')}` }];
}

function termFaults({ terms }: CostModelDto, pointer: string): FieldFault[] {
  return terms.flatMap(({ name }, index) =>
    terms.slice(0, index).some((other) => other.name === name)
      ? [{ pointer: `${pointer}/${index}/name`, detail: `got '${name}' twice`, accepted: 'each term once' }]
      : [],
  );
}
