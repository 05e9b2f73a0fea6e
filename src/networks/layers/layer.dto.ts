import type { LayerOperation } from '../../core/index.js';
import { IntegerField, IntegerListField } from '../../platform/validation/number-fields.js';
import { ObjectListField } from '../../platform/validation/object-fields.js';
import { ChoiceField, TextField, TextListField } from '../../platform/validation/text-fields.js';

/** No dimension or count of a real network comes near it. */
export const MAX_DIMENSION = 2 ** 31 - 1;

export const MAX_RANK = 8;
export const MAX_NAME_LENGTH = 500;

/** What every layer may say, whatever its kind. */
export abstract class LayerDto {
  @TextField({
    description: "Name of the layer, unique in the network. Left out: 'layer' and its number from 1.",
    example: 'conv1',
    maxLength: MAX_NAME_LENGTH,
    optional: true,
  })
  name?: string;

  @TextListField({
    description:
      'Names of the tensors it takes: inputs of the network, or outputs of layers. ' +
      'Left out: the first output of the layer before.',
    example: ['input'],
    minItems: 1,
    maxItems: 10_000,
    maxLength: MAX_NAME_LENGTH,
    optional: true,
  })
  inputs?: string[];

  @TextListField({
    description:
      "Names of the tensors it makes. Left out: its own name, then its name with ':1', ':2' and so on.",
    example: ['conv1'],
    minItems: 1,
    maxItems: 10_000,
    maxLength: MAX_NAME_LENGTH,
    optional: true,
  })
  outputNames?: string[];

  @IntegerField({
    description:
      'Number of weights, where they do not follow from the parameters: 0 for a layer that shares the weights of another.',
    example: 0,
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    optional: true,
  })
  weightElements?: number;
}

/** The parameters of a kind as a request writes them: without the layer's own fields, lists mutable. */
export type Parameters<Kind extends LayerOperation['kind']> = Extract<LayerOperation, { kind: Kind }>;

export const KindField = (kind: LayerOperation['kind'], description: string): PropertyDecorator =>
  ChoiceField({ description, example: kind, choices: [kind] });

export const CountField = (options: {
  description: string;
  example: number;
  default?: number;
  optional?: boolean;
}): PropertyDecorator => IntegerField({ ...options, minimum: 1, maximum: MAX_DIMENSION });

/** A dimension by its place; negative places count from the back. */
export const AxisField = (options: {
  description: string;
  example: number;
  default?: number;
  optional?: boolean;
}): PropertyDecorator => IntegerField({ ...options, minimum: -MAX_RANK, maximum: MAX_RANK });

interface ListOptions {
  readonly description: string;
  readonly example: readonly number[];
  readonly optional?: boolean;
}

/** Sizes by dimension. */
export const ShapeField = (options: ListOptions & { readonly minimum?: number }): PropertyDecorator =>
  IntegerListField({ minimum: 1, ...options, minItems: 0, maxItems: MAX_RANK, maximum: MAX_DIMENSION });

/** One value for each spatial dimension. */
export const SpatialField = (options: ListOptions & { readonly minimum?: number }): PropertyDecorator =>
  IntegerListField({ minimum: 1, ...options, minItems: 1, maxItems: 3, maximum: MAX_DIMENSION });

/** Integers of either sign, such as positions that count from the back. */
export const PositionsField = (options: ListOptions): PropertyDecorator =>
  IntegerListField({
    ...options,
    minItems: 1,
    maxItems: MAX_RANK,
    minimum: -Number.MAX_SAFE_INTEGER,
    maximum: Number.MAX_SAFE_INTEGER,
  });

export class WeightShapeDto {
  @ShapeField({ description: 'Sizes by dimension.', example: [1, 64, 1, 1] })
  shape!: number[];
}

/** Operands that are weights rather than tensors of the network. */
export const WeightsField = (): PropertyDecorator =>
  ObjectListField(WeightShapeDto, {
    description: 'Shapes of operands that are weights, behind its inputs. Left out: none.',
    minItems: 1,
    maxItems: 8,
    optional: true,
  });
