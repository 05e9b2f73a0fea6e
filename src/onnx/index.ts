/**
 * ONNX in: decode a file without its weights, infer every shape and MAC count, lower it to layers. And out: divide a
 * file at a cut. The only door of this folder.
 */
export { ONNX_ERROR_CODES, OnnxError, type OnnxErrorCode, type OnnxProblem } from './errors.js';
export { inferOnnx, type InferenceOptions } from './inference/infer.js';
export type { InputBinding } from './inference/bind-inputs.js';
export { importOnnx, type ImportOptions } from './lower/import.js';
export { lowerOnnx } from './lower/lower.js';
export type { InferredGraph, InferredNode, InferredValue, WeightUse } from './inference/result.js';
export type {
  OnnxAttribute,
  OnnxDimension,
  OnnxFile,
  OnnxFunction,
  OnnxGraph,
  OnnxNode,
  OnnxTensor,
  OnnxValueInfo,
} from './model.js';
export type { ElidedPayload, PayloadField, PayloadRun } from './payload.js';
export { decodeOnnx, readOnnx, readStructure, type OnnxStructure } from './read.js';
export { layersBefore } from './split/boundary.js';
export type { ByteSource } from './split/byte-source.js';
export { SPLIT_ERROR_CODES, SplitError, type SplitErrorCode } from './split/errors.js';
export {
  PART_NAMES,
  splitOnnx,
  type BoundaryTensor,
  type SplitModel,
  type SplitPart,
  type SplitRequest,
} from './split/split.js';
export type { Range, Transfer } from './split/transfer.js';
export type { DividedModel } from './split/units.js';
