import { CoreError } from '../../errors.js';
import { arrayOf } from '../../arrays.js';
import type { Padding } from '../padding.js';
import { formatShape, type Shape, type TensorType } from '../tensor.js';
import { checkIntegers, checkLength } from './checks.js';

/** A window that slides over the spatial dimensions of [batch, channels, ...spatial]. */
export interface Window {
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly padding: Padding;
}

/** The input of a layer that has `batch, channels` and as many spatial dimensions as its window. */
export function spatialInput(
  inputs: readonly TensorType[],
  kernelSize: readonly number[],
): { batch: number; channels: number; spatial: Shape } {
  const { shape } = inputs[0]!;
  const expectedRank = kernelSize.length + 2;
  if (shape.length !== expectedRank) {
    throw new CoreError(
      'wrong-rank',
      `input: got rank ${shape.length} (${formatShape(shape)}), expected rank ${expectedRank} ` +
        `([batch, channels, ...${kernelSize.length} spatial]) for a kernel of ${formatShape(kernelSize)}`,
      { parameter: 'kernelSize' },
    );
  }
  const [batch, channels, ...spatial] = shape as [number, number, ...number[]];
  return { batch, channels, spatial };
}

/**
 * Spatial output sizes: floor or ceil of (size + padding - extent) / stride, plus one, where
 * extent = dilation · (kernel - 1) + 1. In ceil mode a last window that would start beyond the
 * input and its leading padding is dropped (ONNX MaxPool-22, PyTorch). With automatic padding it is
 * ceil(size / stride).
 */
export function slide(spatial: Shape, window: Window, ceilMode = false): number[] {
  checkWindow(spatial.length, window);
  const { padding } = window;
  return arrayOf(spatial, (size, axis) => {
    const stride = window.strides[axis]!;
    if (typeof padding === 'string') return Math.ceil(size / stride);
    const begin = padding.begin[axis]!;
    const padded = size + begin + padding.end[axis]!;
    const extent = extentAlong(window, axis);
    if (extent > padded) throw tooWide(axis, { extent, padded, size });
    if (!ceilMode) return Math.floor((padded - extent) / stride) + 1;
    const windows = Math.ceil((padded - extent) / stride) + 1;
    return (windows - 1) * stride >= size + begin ? windows - 1 : windows;
  });
}

/** Elements that a dilated window spans. */
export const extentAlong = ({ kernelSize, dilations }: Window, axis: number): number =>
  dilations[axis]! * (kernelSize[axis]! - 1) + 1;

/** Throws `wrong-rank` or `invalid-parameter` unless the window fits that many spatial dimensions. */
export function checkWindow(spatialRank: number, window: Window): void {
  const check = (parameter: string, values: readonly number[], minimum: number): void => {
    checkLength(parameter, values, spatialRank, 'spatial dimension');
    checkIntegers(parameter, values, minimum);
  };
  check('kernelSize', window.kernelSize, 1);
  check('strides', window.strides, 1);
  check('dilations', window.dilations, 1);
  if (typeof window.padding === 'string') return;
  check('padding', window.padding.begin, 0);
  check('padding', window.padding.end, 0);
}

function tooWide(axis: number, { extent, padded, size }: Record<'extent' | 'padded' | 'size', number>) {
  return new CoreError(
    'shape-mismatch',
    `kernelSize: got a window of ${extent} along axis ${axis + 2}, expected at most ${padded} ` +
      `(input ${size} with its padding)`,
    { parameter: 'kernelSize' },
  );
}
