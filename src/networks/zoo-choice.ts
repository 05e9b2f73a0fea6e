import { applyDecorators } from '@nestjs/common';
import { IsObject } from 'class-validator';
import { CoreError, findZooNetwork, type Network, type ZooNetwork, type ZooValue } from '../core/index.js';
import { described, expecting } from '../platform/validation/field.js';
import { ProblemError } from '../platform/problems/problem.js';

export type ZooValues = Readonly<Record<string, ZooValue>>;

/** Parameters of a network of the zoo by name; which there are, and what they may be, the zoo says. */
export const ZooParametersField = (description: string): PropertyDecorator =>
  applyDecorators(
    described(
      { description, example: { width: 0.75, resolution: 160 }, optional: true },
      { type: 'object', additionalProperties: { oneOf: [{ type: 'number' }, { type: 'string' }] } },
    ),
    IsObject(expecting('an object of parameters')),
  );

/**
 * A network of the zoo that a request names. `pointerTo` says where the request has `zoo` or `parameters/name`.
 * Throws a `ProblemError` that points at the parameter at fault.
 */
export function buildZooNetwork(
  zoo: string,
  valuesOf: (found: ZooNetwork) => ZooValues,
  pointerTo: (field: string) => string,
): Network {
  try {
    const found = findZooNetwork(zoo.slice(0, 100));
    return found.build(valuesOf(found));
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    const { parameter } = error.location;
    const field = parameter === undefined || parameter === 'id' ? 'zoo' : `parameters/${parameter}`;
    throw new ProblemError(error.code, error.message, [{ pointer: pointerTo(field), detail: error.message }]);
  }
}
