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
    const added = [...new Set(codes)].filter((code) => !known.includes(code));
    Reflect.defineMetadata(CODES, [...added, ...known], operation);
    describeProblems(added, known)(target, key, descriptor);
  };

/** The library appends the description of a status to what there is, but replaces its content. */
function describeProblems(added: readonly ProblemCode[], known: readonly ProblemCode[]): MethodDecorator {
  const ofStatus = (codes: readonly ProblemCode[], status: number): ProblemCode[] =>
    codes.filter((code) => statusOf(code) === status);
  return applyDecorators(
    ApiExtraModels(ProblemDto),
    ...[...new Set(added.map(statusOf))].map((status) =>
      ApiResponse({
        status,
        description: ofStatus(added, status)
          .map((code) => `${problem(code, '').title} (\`${code}\`).`)
          .join(' '),
        content: {
          [PROBLEM_MEDIA_TYPE]: {
            schema: { $ref: getSchemaPath(ProblemDto) },
            examples: Object.fromEntries(
              ofStatus([...added, ...known], status).map((code) => {
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
