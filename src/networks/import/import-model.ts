import { CoreError, type Network } from '../../core/index.js';
import {
  decodeOnnx,
  inferOnnx,
  lowerOnnx,
  OnnxError,
  readStructure,
  type InferredGraph,
  type InputBinding,
  type OnnxFile,
  type OnnxProblem,
  type OnnxStructure,
} from '../../onnx/index.js';
import { LIMITS_IN_FORCE } from '../../platform/limits/limits.js';
import { ProblemError, type FieldFault } from '../../platform/problems/problem.js';

export interface ImportedModel {
  readonly network: Network;
  /** The file without its weights, and what was inferred of it. */
  readonly file: OnnxFile;
  readonly graph: InferredGraph;
}

/** Most nodes that a refusal names. */
const MAX_FAULTS = 20;

const OPEN_SIZES: FieldFault = {
  pointer: '?shape',
  detail: 'got no size for a dimension that the model leaves open',
  accepted: 'shape=input:1,3,224,224, or dimension=name:1 for a symbolic dimension, or batch=1 for the first',
};

/** The network of an ONNX file; its weights are never held. Throws a `ProblemError`. */
export async function importModel(
  chunks: AsyncIterable<Uint8Array>,
  binding: InputBinding,
  name?: string,
): Promise<ImportedModel> {
  return importStructure(await structureOf(chunks), binding, name);
}

/** Reads a file past its weights. Throws a `ProblemError`. */
export async function structureOf(chunks: AsyncIterable<Uint8Array>): Promise<OnnxStructure> {
  try {
    return await readStructure(chunks, LIMITS_IN_FORCE.modelMemoryLimitBytes);
  } catch (error) {
    throw describeModelFault(error);
  }
}

/** The network of a file that was read past its weights. Throws a `ProblemError`. */
export function importStructure(
  structure: OnnxStructure,
  binding: InputBinding,
  name?: string,
): ImportedModel {
  try {
    const file = decodeOnnx(structure);
    const graph = inferOnnx(file, binding);
    return { network: lowerOnnx(graph, name ?? displayName(graph.name)), file, graph };
  } catch (error) {
    throw describeModelFault(error);
  }
}

/** What is wrong with a model file as a `ProblemError`; any other fault as it is. */
export function describeModelFault(error: unknown): unknown {
  if (error instanceof OnnxError) {
    const faults = error.code === 'unbound-dimension' ? [OPEN_SIZES] : error.problems.map(toFault);
    return new ProblemError(
      error.code,
      error.message,
      faults.length === 0 ? undefined : faults.slice(0, MAX_FAULTS),
    );
  }
  if (error instanceof CoreError) return new ProblemError(error.code, error.message);
  return error;
}

const toFault = ({ node, operator, message }: OnnxProblem): FieldFault => ({
  pointer: `/nodes/${node.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  detail: `${operator}: ${message}`,
});

/** Names in files may hold anything; a name that people read does not. */
function displayName(text: string): string {
  const readable = text.replaceAll(/\p{C}/gu, '').trim().slice(0, 200);
  return readable === '' ? 'network' : readable;
}
