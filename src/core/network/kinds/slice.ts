import { CoreError } from '../../errors.js';
import { elementCount } from '../tensor.js';
import { checkLength, resolveAxes } from './checks.js';
import { memoryBound, noWork, ONE_INPUT, type LayerRules } from './rules.js';

/**
 * Takes, along each of `axes`, every `steps`-th element from `starts` up to but not including `ends`.
 * Negative positions count from the back, positions beyond the input mean its end, negative steps go
 * backwards (ONNX Slice).
 */
export interface Slice {
  readonly kind: 'slice';
  readonly axes: readonly number[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** 1 along each axis where absent. */
  readonly steps?: readonly number[];
}

export const slice: LayerRules<Slice> = {
  inputCount: ONE_INPUT,
  outputs(operation, [input]) {
    const { axes, starts, ends } = operation;
    const steps = operation.steps ?? axes.map(() => 1);
    for (const [parameter, values] of Object.entries({ starts, ends, steps })) {
      checkLength(parameter, values, axes.length, 'axis');
    }
    const shape = [...input!.shape];
    resolveAxes(axes, shape.length).forEach((axis, index) => {
      const range = { start: starts[index]!, end: ends[index]!, step: steps[index]! };
      shape[axis] = takenCount(shape[axis]!, range);
    });
    return [{ shape, dataType: input!.dataType }];
  },
  work: noWork,
  elementsRead: (_inputs, [output]) => elementCount(output!.shape),
  layerClass: memoryBound,
  mayBeEmpty: true,
};

function takenCount(size: number, { start, end, step }: Record<'start' | 'end' | 'step', number>): number {
  if (step === 0 || [start, end, step].some(Number.isNaN)) {
    throw new CoreError('invalid-parameter', `steps: got ${step}, expected an integer other than 0`, {
      parameter: 'steps',
    });
  }
  const fromFront = (position: number) => (position < 0 ? position + size : position);
  const within = (position: number, least: number, most: number) =>
    Math.min(Math.max(fromFront(position), least), most);
  const span =
    step > 0
      ? within(end, 0, size) - within(start, 0, size)
      : within(start, 0, size - 1) - within(end, -1, size - 1);
  return Math.max(0, Math.ceil(span / Math.abs(step)));
}
