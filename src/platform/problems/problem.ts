import type { CoreErrorCode } from '../../core/index.js';

/** Every kind of problem that the API reports, besides those of the core: status and title by code. */
const SHELL_PROBLEMS = {
  'malformed-request': { status: 400, title: 'The request cannot be read' },
  'invalid-request': { status: 400, title: 'The request does not have the expected form' },
  unauthorised: { status: 401, title: 'A key is needed that holds' },
  forbidden: { status: 403, title: 'The key does not have the role for this' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'request-timeout': { status: 408, title: 'The request took too long to arrive' },
  protected: { status: 409, title: 'This cannot be changed' },
  'already-exists': { status: 409, title: 'It exists already' },
  'precondition-failed': { status: 412, title: 'Somebody else changed it since' },
  'body-too-large': { status: 413, title: 'The request body is too large' },
  'url-too-long': { status: 414, title: 'The address is too long' },
  'unsupported-media-type': { status: 415, title: 'The body has a type that is not understood' },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key was used for something else' },
  'unknown-board': { status: 422, title: 'There is no such board' },
  'unknown-network': { status: 422, title: 'There is no such network' },
  'unknown-link': { status: 422, title: 'There is no such link profile' },
  'unmeasured-layers': { status: 422, title: 'The cost of a layer is neither measured nor modelled' },
  'no-coefficient-set': { status: 422, title: 'No coefficient set covers what was asked' },
  'ambiguous-coefficient-set': { status: 422, title: 'Several coefficient sets cover what was asked' },
  'unknown-power-mode': { status: 422, title: 'The board has no such power mode' },
  'malformed-file': { status: 422, title: 'The file is not an ONNX model' },
  'limit-exceeded': { status: 422, title: 'The model is beyond a limit' },
  'invalid-model': { status: 422, title: 'The model breaks a rule of its format' },
  'unsupported-opset': { status: 422, title: 'The operator set of the model is not known' },
  'invalid-graph': { status: 422, title: 'The nodes of the model do not form a graph' },
  'unbound-dimension': { status: 422, title: 'A dimension of the model is left open' },
  'binding-mismatch': { status: 422, title: 'A given size contradicts the model' },
  'unsupported-type': { status: 422, title: 'A tensor of the model has a type that is not understood' },
  'unsupported-operator': { status: 422, title: 'The model has operators that are not understood' },
  'inference-failed': { status: 422, title: 'The shapes of the model cannot be inferred' },
  'other-model': { status: 422, title: 'The plan is of another model' },
  'invalid-boundary': { status: 422, title: 'No cut has this boundary' },
  'missing-range': { status: 422, title: 'A tensor cannot be quantised without its range' },
  unsplittable: { status: 422, title: 'The model cannot be divided there' },
  'precondition-required': { status: 428, title: 'The request does not say what state it changes' },
  'too-many-failures': { status: 429, title: 'Too many keys that do not hold were shown' },
  'too-many-requests': { status: 429, title: 'Too many requests of one client at a time' },
  'headers-too-large': { status: 431, title: 'The request headers are too large' },
  'internal-error': { status: 500, title: 'Something went wrong on our side' },
  'database-unavailable': { status: 503, title: 'The database does not answer' },
  overloaded: { status: 503, title: 'The service has more to do than it can' },
  'time-exceeded': { status: 503, title: 'The answer took too long' },
  stopping: { status: 503, title: 'The service is stopping' },
  'storage-full': { status: 507, title: 'There is no room to store it' },
} as const;

/** A problem of the core is a request that was understood and has no meaning. */
const CORE_PROBLEMS = {
  'empty-network': { status: 422, title: 'The network has no layers' },
  'duplicate-layer-name': { status: 422, title: 'Two layers have the same name' },
  'duplicate-tensor-name': { status: 422, title: 'A tensor is defined twice' },
  'undefined-tensor': { status: 422, title: 'A layer takes a tensor that nobody makes' },
  cycle: { status: 422, title: 'The layers need each other in a circle' },
  'wrong-tensor-count': { status: 422, title: 'A layer has too many or too few tensors' },
  'unknown-shape': { status: 422, title: 'The shape of a tensor is not known' },
  'invalid-parameter': { status: 422, title: 'A parameter is outside its range' },
  'unknown-zoo-network': { status: 422, title: 'There is no such network in the zoo' },
  'degenerate-network': { status: 422, title: 'The network computes a constant' },
  'wrong-rank': { status: 422, title: 'A layer has the wrong number of dimensions' },
  'shape-mismatch': { status: 422, title: 'A layer does not fit its input' },
  'size-overflow': { status: 422, title: 'The network is too large to be counted exactly' },
  'no-measurements': { status: 422, title: 'There is nothing to fit' },
  'invalid-measurement': { status: 422, title: 'A measurement is not possible' },
  'mixed-boundaries': { status: 422, title: 'Measurements of several boundaries cannot be fitted together' },
  'too-few-networks': { status: 422, title: 'Too few networks were measured' },
  'rank-deficient-measurements': { status: 422, title: 'The measurements are too much alike' },
  'inconsistent-measurements': { status: 422, title: 'The measurements contradict each other' },
  'cyclic-blocks': { status: 422, title: 'Layers that stay together need each other' },
  'invalid-cut': { status: 422, title: 'A layer is placed before one that it needs' },
  'invalid-exit': { status: 422, title: 'An early exit is not possible' },
  'invalid-edge-load': { status: 422, title: 'The load of the edge is not possible' },
  'planning-too-large': { status: 422, title: 'There are too many ways to run and to divide the network' },
  'pruning-too-large': { status: 422, title: 'The network is too large for advice on pruning' },
  'unlisted-cut': { status: 422, title: 'The network has too many cuts to find this one' },
} as const satisfies Record<CoreErrorCode, object>;

const PROBLEMS = { ...SHELL_PROBLEMS, ...CORE_PROBLEMS };

export type ProblemCode = keyof typeof PROBLEMS;

/** The closed list. */
export const PROBLEM_CODES = Object.keys(PROBLEMS) as readonly ProblemCode[];

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** One field at fault. */
export interface FieldFault {
  /** Where: a JSON pointer into the body (RFC 6901), `?name` for a query parameter, or `line 3, column x` of a CSV. */
  readonly pointer: string;
  /** What was got. */
  readonly detail: string;
  /** What would be accepted. */
  readonly accepted?: string;
}

/** A problem document (RFC 9457). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly FieldFault[];
}

export const problemType = (code: ProblemCode): string => `urn:cutpoint:problem:${code}`;

export const statusOf = (code: ProblemCode): number => PROBLEMS[code].status;

export const titleOf = (code: ProblemCode): string => PROBLEMS[code].title;

export function problem(code: ProblemCode, detail: string, errors?: readonly FieldFault[]): Problem {
  const { status, title } = PROBLEMS[code];
  return {
    type: problemType(code),
    title,
    status,
    detail: shortened(detail, MAX_DETAIL_LENGTH),
    ...(errors && { errors: errors.map(shortenedFault) }),
  };
}

/** Longest texts of a problem and of a fault, which may repeat what a client sent. */
export const MAX_DETAIL_LENGTH = 2000;
export const MAX_FAULT_LENGTH = 1000;

const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 4)} ...`;

const shortenedFault = (fault: FieldFault): FieldFault => ({
  ...fault,
  pointer: shortened(fault.pointer, MAX_FAULT_LENGTH),
  detail: shortened(fault.detail, MAX_FAULT_LENGTH),
  ...(fault.accepted !== undefined && { accepted: shortened(fault.accepted, MAX_FAULT_LENGTH) }),
});

/** A failure whose problem document is known where it arises. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(
    readonly code: ProblemCode,
    detail: string,
    errors?: readonly FieldFault[],
    /** After how many seconds it may be worth another try. */
    readonly retryAfterS?: number,
  ) {
    super(detail);
    this.name = 'ProblemError';
    this.problem = problem(code, detail, errors);
  }
}
