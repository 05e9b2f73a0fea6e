import {
  DATA_TYPES,
  LAYER_CLASSES,
  LAYER_KINDS,
  type DataType,
  type LayerClass,
  type LayerKind,
} from '../core/index.js';
import { IntegerField } from '../platform/validation/number-fields.js';
import { ListOf } from '../platform/validation/object-fields.js';
import { BooleanField, ChoiceField, TextField, TextListField } from '../platform/validation/text-fields.js';
import { MAX_NAME_LENGTH, ShapeField } from './layers/layer.dto.js';
import { NETWORK_ORIGINS, type NetworkOrigin } from './stored-network.js';

export class TensorDto {
  @TextField({ description: 'Name of the tensor.', example: 'pool5', maxLength: MAX_NAME_LENGTH })
  name!: string;

  @ShapeField({ description: 'Sizes by dimension, the batch first.', example: [1, 256, 6, 6], minimum: 0 })
  shape!: readonly number[];

  @ChoiceField({ description: 'Element type.', example: 'float32', choices: DATA_TYPES })
  dataType!: DataType;

  @IntegerField({ description: 'Size in memory.', unit: 'B', example: 36_864, minimum: 0 })
  bytes!: number;
}

export class NetworkSummaryDto {
  @TextField({
    description: 'Identifier: its name in the zoo, or a hash of its content.',
    example: 'resnet-50',
    maxLength: 100,
  })
  id!: string;

  @TextField({ description: 'Name.', example: 'resnet-50', maxLength: 200 })
  name!: string;

  @ChoiceField({ description: 'Where it came from.', example: 'zoo', choices: NETWORK_ORIGINS })
  origin!: NetworkOrigin;

  @TextField({
    description: 'SHA-256 of the model file that it was imported from; null for any other.',
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    maxLength: 64,
    nullable: true,
  })
  modelSha256!: string | null;

  @IntegerField({ description: 'Number of layers.', example: 175, minimum: 1 })
  layers!: number;

  @IntegerField({ description: 'Multiply-accumulates of one inference.', example: 4_089_184_256, minimum: 0 })
  macs!: number;

  @IntegerField({ description: 'Number of weights, biases included.', example: 25_557_032, minimum: 0 })
  weights!: number;
}

export class NetworkDetailDto extends NetworkSummaryDto {
  @ListOf(TensorDto, { description: 'What it takes.' })
  inputs!: TensorDto[];

  @ListOf(TensorDto, { description: 'What it results in.' })
  outputs!: TensorDto[];
}

export class NetworkPageDto {
  @ListOf(NetworkSummaryDto, { description: 'Networks by name.' })
  networks!: NetworkSummaryDto[];

  @TextField({
    description: 'Give it as after= for the next page; null on the last.',
    example: 'WyJyZXNuZXQtNTAiLCJyZXNuZXQtNTAiXQ',
    maxLength: 1000,
    nullable: true,
  })
  next!: string | null;
}

export class LayerAnswerDto {
  @TextField({ description: 'Name of the layer.', example: 'conv1', maxLength: MAX_NAME_LENGTH })
  name!: string;

  @ChoiceField({ description: 'Kind of the layer.', example: 'convolution', choices: LAYER_KINDS })
  kind!: LayerKind;

  @ChoiceField({
    description: 'As what it is costed; null when it moves no data.',
    example: 'convolution',
    choices: LAYER_CLASSES,
    nullable: true,
  })
  layerClass!: LayerClass | null;

  @TextListField({
    description: 'Names of the tensors that it takes.',
    example: ['input'],
    maxItems: 10_000,
    maxLength: MAX_NAME_LENGTH,
  })
  inputs!: string[];

  @ListOf(TensorDto, { description: 'The tensors that it makes.' })
  outputs!: TensorDto[];

  @IntegerField({
    description: 'Filters or features; null without MACs.',
    example: 64,
    minimum: 1,
    nullable: true,
  })
  kernels!: number | null;

  @IntegerField({ description: 'Multiply-accumulates.', example: 118_013_952, minimum: 0 })
  macs!: number;

  @IntegerField({ description: 'Number of weights, biases included.', example: 9_408, minimum: 0 })
  weights!: number;

  @IntegerField({
    description: 'Size of all tensors that it takes.',
    unit: 'B',
    example: 602_112,
    minimum: 0,
  })
  inputBytes!: number;

  @IntegerField({
    description: 'Size of all tensors that it makes.',
    unit: 'B',
    example: 3_211_264,
    minimum: 0,
  })
  outputBytes!: number;

  @TextListField({
    description: 'Nodes of the model file that it stands for; empty for a network that is not imported.',
    example: ['/conv1/Conv'],
    maxItems: 10_000,
    maxLength: MAX_NAME_LENGTH,
  })
  sources!: string[];
}

export class CutDto {
  @IntegerField({
    description:
      'Number of the cut: 0 holds nothing, the last one everything, each stands behind all that it contains.',
    example: 14,
    minimum: 0,
  })
  index!: number;

  @IntegerField({
    description: 'Number of layers in the cut, which run on the device.',
    example: 60,
    minimum: 0,
  })
  layers!: number;

  @TextListField({
    description: 'Layers of the cut beyond those of the cut named by beyond.',
    example: ['layer2.0.sum'],
    maxItems: 10_000,
    maxLength: MAX_NAME_LENGTH,
  })
  adds!: string[];

  @IntegerField({
    description: 'The cut that this one extends by its adds; null for the empty cut.',
    example: 13,
    minimum: 0,
    nullable: true,
  })
  beyond!: number | null;

  @ListOf(TensorDto, {
    description: 'What is made inside and needed outside, each tensor once; constants are never sent.',
  })
  crossingTensors!: TensorDto[];

  @IntegerField({ description: 'Size of the crossing tensors.', unit: 'B', example: 401_408, minimum: 0 })
  crossingBytes!: number;
}

export class CutPageDto {
  @IntegerField({ description: 'Number of cuts that are listed.', example: 92, minimum: 2 })
  count!: number;

  @BooleanField({
    description: 'False where the network has more cuts than are listed one by one.',
    example: true,
  })
  complete!: boolean;

  @ListOf(CutDto, { description: 'Cuts from the one that is asked for on.' })
  cuts!: CutDto[];

  @IntegerField({
    description: 'Give it as from= for the next page; null on the last.',
    example: 1000,
    minimum: 1,
    nullable: true,
  })
  next!: number | null;
}

export class LayerListDto {
  @ListOf(LayerAnswerDto, { description: 'The layers, each behind those it needs.' })
  layers!: LayerAnswerDto[];
}
