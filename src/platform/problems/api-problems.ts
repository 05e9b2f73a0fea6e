import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemDto } from './problem.dto.js';
import { PROBLEM_MEDIA_TYPE, problem, statusOf, type FieldFault, type ProblemCode } from './problem.js';

/** An example of each problem that an endpoint shows in its description. */
const EXAMPLES: Partial<Record<ProblemCode, { detail: string; errors?: readonly FieldFault[] }>> = {
  'invalid-request': {
    detail: "1 of the request's fields cannot be accepted",
    errors: [
      {
        pointer: '/link/uplink/rateMbps',
        detail: 'got -3',
        accepted: 'a number above 0 and at most 1000000 [Mbit/s]',
      },
    ],
  },
  'unknown-board': {
    detail: "board 'jetson-tx3' is not known",
    errors: [
      {
        pointer: '/device/board',
        detail: "got 'jetson-tx3'",
        accepted: 'one of jetson-tx2, jetson-xavier-nx',
      },
    ],
  },
};

const CODES = Symbol('problem codes');

/** Documents problems that an operation may answer with besides those that other decorators name, by status. */
export const ApiProblems =
  (...codes: readonly ProblemCode[]): MethodDecorator =>
  (target, key, descriptor: PropertyDescriptor) => {
    const operation = descriptor.value as object;
    const known = (Reflect.getMetadata(CODES, operation) ?? []) as readonly ProblemCode[];
    const all = [...new Set([...codes, ...known])];
    Reflect.defineMetadata(CODES, all, operation);
    describeProblems(all)(target, key, descriptor);
  };

function describeProblems(codes: readonly ProblemCode[]): MethodDecorator {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) byStatus.set(statusOf(code), [...(byStatus.get(statusOf(code)) ?? []), code]);
  return applyDecorators(
    ApiExtraModels(ProblemDto),
    ...[...byStatus].map(([status, sameStatus]) =>
      ApiResponse({
        status,
        description: sameStatus.map((code) => `${problem(code, '').title} (\`${code}\`).`).join(' '),
        content: {
          [PROBLEM_MEDIA_TYPE]: {
            schema: { $ref: getSchemaPath(ProblemDto) },
            examples: Object.fromEntries(
              sameStatus.map((code) => {
                const { detail, errors } = EXAMPLES[code] ?? { detail: problem(code, '').title };
                return [code, { value: problem(code, detail, errors) }];
              }),
            ),
          },
        },
      }),
    ),
  );
}
