import { MAX_MESSAGE_LENGTH } from './limits.js';

/** Every way in which an ONNX file can fail to be read or understood. */
export const ONNX_ERROR_CODES = [
  /** The bytes are not a protobuf message, or end too early. */
  'malformed-file',
  /** A documented limit of `limits.ts` is exceeded. */
  'limit-exceeded',
  /** The message decodes, but breaks a rule of the ONNX format. */
  'invalid-model',
  /** An operator set newer or older than the rules know. */
  'unsupported-opset',
  /** The nodes do not form an acyclic graph in which every value is defined once. */
  'invalid-graph',
  /** A dynamic dimension was given no size. */
  'unbound-dimension',
  /** A given shape, dimension or value contradicts what the file declares. */
  'binding-mismatch',
  /** An input that is no tensor of a numeric element type. */
  'unsupported-type',
  /** At least one node has no rule; the problems name all of them. */
  'unsupported-operator',
  /** At least one node has a rule whose inputs do not let its outputs be known. */
  'inference-failed',
] as const;

export type OnnxErrorCode = (typeof ONNX_ERROR_CODES)[number];

/** One fault in one node. `node` is its name, or its first output where it has no name. */
export interface OnnxProblem {
  readonly kind: 'unsupported' | 'inference';
  readonly node: string;
  readonly operator: string;
  readonly message: string;
}

/** An ONNX file that cannot be used. The message says what was got and what was expected. */
export class OnnxError extends Error {
  constructor(
    readonly code: OnnxErrorCode,
    message: string,
    readonly problems: readonly OnnxProblem[] = [],
  ) {
    super(message.slice(0, MAX_MESSAGE_LENGTH));
    this.name = 'OnnxError';
  }
}
