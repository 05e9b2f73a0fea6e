import { AUTOMATIC_PADDINGS, arrayOf, type AutomaticPadding, type Padding } from '../../core/index.js';
import { IntegerListField } from '../../platform/validation/number-fields.js';
import { ChoiceField } from '../../platform/validation/text-fields.js';
import { LayerDto, MAX_DIMENSION, SpatialField } from './layer.dto.js';

/** A layer that slides a window over 1, 2 or 3 spatial dimensions. */
export abstract class WindowDto extends LayerDto {
  @SpatialField({ description: 'Size of the window along each spatial dimension.', example: [3, 3] })
  kernelSize!: number[];

  @SpatialField({
    description: 'Distance between the elements of a window along each spatial dimension. Left out: 1.',
    example: [1, 1],
    optional: true,
  })
  dilations?: number[];

  @IntegerListField({
    description:
      'Elements added around each spatial dimension: one value a dimension for both its ends, ' +
      'or all beginnings followed by all ends. Left out: none.',
    example: [1, 1],
    minItems: 1,
    maxItems: 6,
    minimum: 0,
    maximum: MAX_DIMENSION,
    optional: true,
  })
  padding?: number[];

  @ChoiceField({
    description:
      'Padding that makes the output as long as the input divided by the stride, rounded up; ' +
      'an odd element goes to the end (upper) or the beginning (lower). Instead of padding.',
    example: 'same-upper',
    choices: AUTOMATIC_PADDINGS,
    optional: true,
  })
  automaticPadding?: AutomaticPadding;
}

/** One value a spatial dimension pads both ends; twice as many are beginnings, then ends. */
export function toPadding({ padding, automaticPadding, kernelSize }: WindowDto): Padding {
  if (automaticPadding !== undefined) return automaticPadding;
  const rank = kernelSize.length;
  if (padding === undefined) return { begin: zeros({ kernelSize }), end: zeros({ kernelSize }) };
  if (padding.length !== 2 * rank) return { begin: padding, end: padding };
  return { begin: padding.slice(0, rank), end: padding.slice(rank) };
}

type Sized = Pick<WindowDto, 'kernelSize'>;

export const ones = ({ kernelSize }: Sized): number[] => arrayOf(kernelSize, () => 1);

export const zeros = ({ kernelSize }: Sized): number[] => arrayOf(kernelSize, () => 0);
