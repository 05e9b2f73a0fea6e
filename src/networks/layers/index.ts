import type { LayerKind, LayerOperation } from '../../core/index.js';
import type { Variants } from '../../platform/validation/object-fields.js';
import { ChoiceField } from '../../platform/validation/text-fields.js';
import * as arrangements from './arrangements.dto.js';
import * as convolution from './convolution.dto.js';
import * as declared from './declared.dto.js';
import * as elements from './elements.dto.js';
import type { LayerDto } from './layer.dto.js';
import * as pooling from './pooling.dto.js';
import * as products from './products.dto.js';

interface LayerForm<Dto extends LayerDto> {
  /** How a request writes a layer of the kind. */
  readonly type: new () => Dto;
  /** What it means. */
  readonly toOperation: (dto: Dto) => LayerOperation;
}

const form = <Dto extends LayerDto>(
  type: new () => Dto,
  toOperation: (dto: Dto) => LayerOperation,
): LayerForm<Dto> => ({ type, toOperation });

/** Every kind of layer; the compiler finds a missing one. */
const FORMS = {
  activation: form(elements.ActivationDto, elements.toActivation),
  attention: form(products.AttentionDto, products.toAttention),
  concat: form(arrangements.ConcatDto, arrangements.toConcat),
  connected: form(products.ConnectedDto, products.toConnected),
  constant: form(declared.ConstantDto, declared.toConstant),
  convolution: form(convolution.ConvolutionDto, convolution.toConvolution),
  custom: form(declared.CustomDto, declared.toCustom),
  dequantise: form(elements.DequantiseDto, elements.toDequantise),
  dropout: form(elements.DropoutDto, elements.toDropout),
  'element-wise': form(elements.ElementWiseDto, elements.toElementWise),
  embedding: form(products.EmbeddingDto, products.toEmbedding),
  expand: form(arrangements.ExpandDto, arrangements.toExpand),
  flatten: form(arrangements.FlattenDto, arrangements.toFlatten),
  gather: form(arrangements.GatherDto, arrangements.toGather),
  'global-pooling': form(pooling.GlobalPoolingDto, pooling.toGlobalPooling),
  identity: form(elements.IdentityDto, elements.toIdentity),
  'matrix-product': form(products.MatrixProductDto, products.toMatrixProduct),
  normalisation: form(elements.NormalisationDto, elements.toNormalisation),
  pad: form(arrangements.PadDto, arrangements.toPad),
  pooling: form(pooling.PoolingDto, pooling.toPooling),
  quantise: form(elements.QuantiseDto, elements.toQuantise),
  recurrent: form(products.RecurrentDto, products.toRecurrent),
  reduce: form(arrangements.ReduceDto, arrangements.toReduce),
  reshape: form(arrangements.ReshapeDto, arrangements.toReshape),
  resize: form(arrangements.ResizeDto, arrangements.toResize),
  slice: form(arrangements.SliceDto, arrangements.toSlice),
  softmax: form(elements.SoftmaxDto, elements.toSoftmax),
  split: form(arrangements.SplitDto, arrangements.toSplit),
  transpose: form(arrangements.TransposeDto, arrangements.toTranspose),
  'transposed-convolution': form(convolution.TransposedConvolutionDto, convolution.toTransposedConvolution),
} satisfies Record<LayerKind, unknown>;

export type AnyLayerDto = InstanceType<(typeof FORMS)[LayerKind]['type']>;

/** The operation that a layer of a request describes. */
export const toOperation = (dto: AnyLayerDto): LayerOperation =>
  (FORMS[dto.kind] as unknown as LayerForm<AnyLayerDto>).toOperation(dto);

class UnknownLayerDto {
  @ChoiceField({ description: 'Kind of the layer.', choices: Object.keys(FORMS) })
  kind!: string;
}

/** Layers by their kind. */
export const LAYER_VARIANTS: Variants = {
  field: 'kind',
  classes: new Map(Object.entries(FORMS).map(([kind, { type }]) => [kind, type])),
  unknown: UnknownLayerDto,
};
