import { CoreError } from '../../errors.js';
import type { Padding } from '../layer.js';
import { formatShape, type Shape, type TensorType } from '../tensor.js';

/** A window that slides over the spatial dimensions of [batch, channels, ...spatial]. */
export interface SlidingWindow {
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly padding: Padding;
  readonly ceilMode: boolean;
}

/** The one input of a layer whose input has `batch, channels` and as many spatial dimensions as its window. */
export function spatialInput(inputs: readonly TensorType[], kernelSize: readonly number[]): TensorType {
  const [input] = inputs;
  if (inputs.length !== 1 || input === undefined) {
    throw new CoreError('shape-mismatch', `inputs: got ${inputs.length}, expected exactly 1`);
  }
  const expectedRank = kernelSize.length + 2;
  if (input.shape.length !== expectedRank) {
    throw new CoreError(
      'wrong-rank',
      `input: got rank ${input.shape.length} (${formatShape(input.shape)}), expected rank ${expectedRank} ` +
        `([batch, channels, ...${kernelSize.length} spatial]) for a kernel of ${formatShape(kernelSize)}`,
      { parameter: 'kernelSize' },
    );
  }
  return input;
}

/**
 * Spatial output sizes: floor or ceil of (size + padding - extent) / stride, plus one, where
 * extent = dilation · (kernel - 1) + 1. In ceil mode a last window that would start beyond the
 * input and its leading padding is dropped (ONNX MaxPool-22, PyTorch).
 */
export function slide(spatial: Shape, window: SlidingWindow): number[] {
  checkLengths(spatial.length, window);
  return spatial.map((size, axis) => {
    const kernel = window.kernelSize[axis]!;
    const stride = window.strides[axis]!;
    const begin = window.padding.begin[axis]!;
    const padded = size + begin + window.padding.end[axis]!;
    const extent = window.dilations[axis]! * (kernel - 1) + 1;
    if (extent > padded) {
      throw new CoreError(
        'shape-mismatch',
        `kernelSize: got a window of ${extent} along axis ${axis + 2}, expected at most ${padded} ` +
          `(input ${size} with its padding)`,
        { parameter: 'kernelSize' },
      );
    }
    if (!window.ceilMode) return Math.floor((padded - extent) / stride) + 1;
    const windows = Math.ceil((padded - extent) / stride) + 1;
    return (windows - 1) * stride >= size + begin ? windows - 1 : windows;
  });
}

function checkLengths(spatialRank: number, window: SlidingWindow): void {
  const lengths = {
    strides: window.strides.length,
    dilations: window.dilations.length,
    padding: window.padding.begin.length,
  };
  for (const [parameter, length] of Object.entries(lengths)) {
    if (length !== spatialRank) {
      throw new CoreError(
        'wrong-rank',
        `${parameter}: got ${length} values, expected ${spatialRank}, one for each spatial dimension`,
        { parameter },
      );
    }
  }
}
