import type { ProblemCode } from '../platform/problems/problem.js';
import { ONNX_ERROR_CODES } from '../onnx/index.js';

/** What can be wrong with a network that was read. */
export const NETWORK_PROBLEMS = [
  'duplicate-layer-name',
  'duplicate-tensor-name',
  'undefined-tensor',
  'cycle',
  'wrong-tensor-count',
  'wrong-rank',
  'shape-mismatch',
  'unknown-shape',
  'invalid-parameter',
  'size-overflow',
] as const satisfies readonly ProblemCode[];

/** What can be wrong with a model file; the compiler checks that each is a problem of the API. */
export const MODEL_PROBLEMS = ONNX_ERROR_CODES satisfies readonly ProblemCode[];
