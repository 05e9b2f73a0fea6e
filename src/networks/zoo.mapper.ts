import type { ZooNetwork, ZooParameter, ZooValue } from '../core/index.js';
import { ProblemError } from '../platform/problems/problem.js';
import type { ZooNetworkDto, ZooParameterDto } from './zoo.dto.js';

export const toZooNetworkDto = ({ id, title, reference, parameters }: ZooNetwork): ZooNetworkDto => ({
  id,
  title,
  reference,
  parameters: Object.entries(parameters).map(([name, parameter]) => toParameterDto(name, parameter)),
});

const toParameterDto = (name: string, parameter: ZooParameter): ZooParameterDto => ({
  name,
  type: parameter.type,
  description: parameter.description,
  default: String(parameter.default),
  minimum: parameter.type === 'text' ? null : parameter.minimum,
  maximum: parameter.type === 'text' ? parameter.maximumLength : parameter.maximum,
});

/** Parameters by name; the zoo itself knows which there are. Throws a `ProblemError` for any other body. */
export function readZooValues(body: unknown): Readonly<Record<string, ZooValue>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ProblemError('invalid-request', 'body: expected a JSON object of parameters, such as {}');
  }
  for (const [name, value] of Object.entries(body as Record<string, unknown>)) {
    if (typeof value === 'number' || typeof value === 'string') continue;
    throw new ProblemError('invalid-request', `${name}: expected a number or a text`, [
      {
        pointer: `/${name}`,
        detail: `got ${JSON.stringify(value).slice(0, 80)}`,
        accepted: 'a number or a text',
      },
    ]);
  }
  return body as Record<string, ZooValue>;
}
