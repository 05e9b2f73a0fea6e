import type { Network, TransferPrecisionName } from '../core/index.js';
import {
  layersBefore,
  SplitError,
  splitOnnx,
  type ByteSource,
  type InputBinding,
  type SplitModel,
} from '../onnx/index.js';
import { describeModelFault, importModel, networkId, type ImportedModel } from '../networks/index.js';
import { ProblemError } from '../platform/problems/problem.js';
import type { DivisionRequest, Match, Where } from './division-request.js';
import type { PlanToSplitDto } from './plan-to-split.dto.js';

/** A model that was divided, its parts not yet read. */
export interface DividedFile {
  readonly model: ImportedModel;
  readonly networkId: string;
  readonly split: SplitModel;
  readonly where: Where;
  readonly transferPrecision: TransferPrecisionName;
}

/**
 * Divides an ONNX file as asked; `chunks` is the whole of it. Throws a `ProblemError`: `other-model` for a plan that
 * is of another one, `invalid-boundary`, `missing-range`, `unsplittable`, or what is wrong with the file.
 */
export async function divideModel(
  source: ByteSource,
  chunks: AsyncIterable<Uint8Array>,
  { where, binding, ranges }: DivisionRequest,
): Promise<DividedFile> {
  const model = await readFor(where, chunks, binding);
  const id = networkId(model.network);
  if (where.by === 'plan') requireModel(where.plan.decisive, model, id, where.match);
  const precision = where.by === 'plan' ? where.plan.decisive.transferPrecision : where.transferPrecision;
  try {
    const split = await splitOnnx({
      model,
      source,
      cuts: cutsOf(where, model.network),
      transfer: { precision, ranges },
      metadata: metadataOf(model, id, where),
    });
    return { model, networkId: id, split, where, transferPrecision: precision };
  } catch (error) {
    if (error instanceof SplitError) throw new ProblemError(error.code, error.message);
    throw describeModelFault(error);
  }
}

const isEmpty = ({ inputShapes = {}, dimensions = {}, batch }: InputBinding): boolean =>
  Object.keys(inputShapes).length === 0 && Object.keys(dimensions).length === 0 && batch === undefined;

/** What is said of open sizes counts; else the plan was made for sizes that it names. */
async function readFor(
  where: Where,
  chunks: AsyncIterable<Uint8Array>,
  given: InputBinding,
): Promise<ImportedModel> {
  if (where.by === 'boundary' || !isEmpty(given)) return importModel(chunks, given);
  const shapes = where.plan.decisive.inputs.map(({ name, shape }) => [name, shape] as const);
  try {
    return await importModel(chunks, { inputShapes: Object.fromEntries(shapes) });
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'binding-mismatch') throw error;
    throw new ProblemError('other-model', `plan: got one of a network with other inputs: ${error.message}`, [
      { pointer: '/network/inputs', detail: error.message, accepted: 'the inputs of the model' },
    ]);
  }
}

function requireModel(
  plan: PlanToSplitDto,
  { file, network }: ImportedModel,
  id: string,
  match: Match,
): void {
  if (plan.networkId !== id) {
    throw new ProblemError(
      'other-model',
      `plan: got one of network '${plan.networkId}', expected one of '${id}', which the layers of the model ` +
        `('${network.name}') have in these sizes; POST /networks imports the model, and POST /plans with its ` +
        `networkId plans it`,
      [{ pointer: '/network/id', detail: `got '${plan.networkId}'`, accepted: `'${id}'` }],
    );
  }
  const planned = plan.modelSha256 ?? null;
  if (match === 'layers' || planned === null || planned === file.sha256) return;
  throw new ProblemError(
    'other-model',
    `plan: got one of the model file with SHA-256 ${planned}, expected ${file.sha256}: the layers are the same, the ` +
      `files are not; match=layers accepts that`,
    [{ pointer: '/network/modelSha256', detail: `got '${planned}'`, accepted: `'${file.sha256}'` }],
  );
}

function cutsOf(where: Where, network: Network): ReadonlySet<number>[] {
  if (where.by === 'boundary') return where.boundaries.map((names) => layersBefore(network, names));
  const { deviceLayerNames, edgeLayerNames } = where.plan.decisive;
  const places = new Map(network.layers.map(({ name }, index) => [name, index]));
  const indices = (names: readonly string[], field: string): number[] =>
    names.map((name, index) => {
      const place = places.get(name);
      if (place !== undefined) return place;
      throw new ProblemError('other-model', `plan: got layer '${name}', which the model does not have`, [
        {
          pointer: `/${field}/${index}`,
          detail: `got '${name}'`,
          accepted: 'the name of a layer of the model',
        },
      ]);
    });
  const device = new Set(indices(deviceLayerNames, 'deviceLayerNames'));
  return edgeLayerNames === undefined
    ? [device]
    : [device, new Set([...device, ...indices(edgeLayerNames, 'edgeLayerNames')])];
}

/** What every part says of where it comes from. */
const metadataOf = ({ file }: ImportedModel, id: string, where: Where): Record<string, string> => ({
  'cutpoint.model-sha256': file.sha256,
  'cutpoint.network-id': id,
  ...(where.by === 'plan'
    ? { 'cutpoint.plan': JSON.stringify(where.plan.whole) }
    : { 'cutpoint.boundaries': JSON.stringify(where.boundaries) }),
});
