import { REDUCE_FUNCTIONS, type ReduceFunction } from '../../core/index.js';
import { NumberListField } from '../../platform/validation/number-fields.js';
import { BooleanField, ChoiceField } from '../../platform/validation/text-fields.js';
import {
  AxisField,
  KindField,
  LayerDto,
  MAX_DIMENSION,
  MAX_RANK,
  PositionsField,
  ShapeField,
  WeightsField,
  type Parameters,
  type WeightShapeDto,
} from './layer.dto.js';

export class FlattenDto extends LayerDto {
  @KindField('flatten', 'Folds an input into two dimensions; costs nothing.')
  kind!: 'flatten';

  @AxisField({ description: 'First of the dimensions that become the second one.', example: 1, default: 1 })
  axis: number = 1;
}

export const toFlatten = ({ kind, axis }: FlattenDto): Parameters<'flatten'> => ({ kind, axis });

export class ReshapeDto extends LayerDto {
  @KindField('reshape', 'The same elements in another shape; costs nothing.')
  kind!: 'reshape';

  @PositionsField({
    description: 'Sizes by dimension; one may be -1, what the others leave.',
    example: [1, -1],
  })
  shape!: number[];
}

export const toReshape = ({ kind, shape }: ReshapeDto): Parameters<'reshape'> => ({ kind, shape });

export class TransposeDto extends LayerDto {
  @KindField('transpose', 'Exchanges dimensions.')
  kind!: 'transpose';

  @ShapeField({
    description: 'For each output dimension, the input dimension.',
    example: [0, 2, 1],
    minimum: 0,
  })
  permutation!: number[];
}

export const toTranspose = ({ kind, permutation }: TransposeDto): Parameters<'transpose'> => ({
  kind,
  permutation,
});

export class ConcatDto extends LayerDto {
  @KindField('concat', 'Puts its inputs one behind the other.')
  kind!: 'concat';

  @AxisField({ description: 'Along which dimension.', example: 1, default: 1 })
  axis: number = 1;

  @WeightsField()
  weights?: WeightShapeDto[];
}

export const toConcat = ({ kind, axis, weights }: ConcatDto): Parameters<'concat'> => ({
  kind,
  axis,
  ...(weights && { weights: weights.map(({ shape }) => shape) }),
});

export class SplitDto extends LayerDto {
  @KindField('split', 'Divides its input into several outputs.')
  kind!: 'split';

  @AxisField({ description: 'Along which dimension.', example: 1, default: 1 })
  axis: number = 1;

  @ShapeField({ description: 'Size of each output along it.', example: [32, 32] })
  sizes!: number[];
}

export const toSplit = ({ kind, axis, sizes }: SplitDto): Parameters<'split'> => ({ kind, axis, sizes });

export class SliceDto extends LayerDto {
  @KindField('slice', 'Takes a part of its input. Negative positions count from the back.')
  kind!: 'slice';

  @PositionsField({ description: 'Along which dimensions.', example: [1] })
  axes!: number[];

  @PositionsField({ description: 'First position along each.', example: [0] })
  starts!: number[];

  @PositionsField({ description: 'Position behind the last along each.', example: [16] })
  ends!: number[];

  @PositionsField({ description: 'Step along each. Left out: 1.', example: [1], optional: true })
  steps?: number[];
}

export const toSlice = ({ kind, axes, starts, ends, steps }: SliceDto): Parameters<'slice'> => ({
  kind,
  axes,
  starts,
  ends,
  ...(steps && { steps }),
});

export class PadDto extends LayerDto {
  @KindField('pad', 'Adds elements around each dimension.')
  kind!: 'pad';

  @PositionsField({
    description: 'Elements before each dimension; negative ones are taken away.',
    example: [0, 0, 1, 1],
  })
  begin!: number[];

  @PositionsField({
    description: 'Elements behind each dimension; negative ones are taken away.',
    example: [0, 0, 1, 1],
  })
  end!: number[];
}

export const toPad = ({ kind, begin, end }: PadDto): Parameters<'pad'> => ({ kind, begin, end });

export class ResizeDto extends LayerDto {
  @KindField('resize', 'Interpolates to another size: to a shape, or by scales.')
  kind!: 'resize';

  @ShapeField({
    description: 'Sizes by dimension. Instead of scales.',
    example: [1, 64, 56, 56],
    optional: true,
  })
  shape?: number[];

  @NumberListField({
    description: 'Factor along each dimension. Instead of shape.',
    example: [1, 1, 2, 2],
    minItems: 1,
    maxItems: MAX_RANK,
    minimum: 0,
    maximum: MAX_DIMENSION,
    optional: true,
  })
  scales?: number[];
}

export const toResize = ({ kind, shape, scales = [] }: ResizeDto): Parameters<'resize'> => ({
  kind,
  to: shape === undefined ? { scales } : { shape },
});

export class ExpandDto extends LayerDto {
  @KindField('expand', 'Repeats its input until it has a shape.')
  kind!: 'expand';

  @ShapeField({ description: 'Sizes by dimension.', example: [1, 197, 768] })
  shape!: number[];
}

export const toExpand = ({ kind, shape }: ExpandDto): Parameters<'expand'> => ({ kind, shape });

export class GatherDto extends LayerDto {
  @KindField('gather', 'Picks slices by indices, which are its second input or known beforehand.')
  kind!: 'gather';

  @AxisField({ description: 'Along which dimension.', example: 1, default: 0 })
  axis: number = 0;

  @ShapeField({
    description: 'Shape of indices that are known beforehand. Left out: they are an input.',
    example: [1],
    optional: true,
  })
  indices?: number[];
}

export const toGather = ({ kind, axis, indices }: GatherDto): Parameters<'gather'> => ({
  kind,
  axis,
  ...(indices && { indices }),
});

export class ReduceDto extends LayerDto {
  @KindField('reduce', 'One value of all elements along some dimensions.')
  kind!: 'reduce';

  @ChoiceField({ description: 'What becomes of them.', example: 'mean', choices: REDUCE_FUNCTIONS })
  function!: ReduceFunction;

  @PositionsField({ description: 'Along which dimensions.', example: [2, 3] })
  axes!: number[];

  @BooleanField({
    description: 'Whether the reduced dimensions stay, with size 1.',
    example: true,
    default: true,
  })
  keepsDimensions: boolean = true;
}

export const toReduce = (dto: ReduceDto): Parameters<'reduce'> => ({
  kind: dto.kind,
  function: dto.function,
  axes: dto.axes,
  keepsDimensions: dto.keepsDimensions,
});
