import { CoreError } from '../../errors.js';
import { checkIntegers, checkLength } from './checks.js';
import { memoryBound, noWork, ONE_INPUT, type LayerRules } from './rules.js';

/** Interpolates to `shape`, or to floor(size · scale) along each dimension. */
export interface Resize {
  readonly kind: 'resize';
  readonly to: { readonly shape: readonly number[] } | { readonly scales: readonly number[] };
}

export const resize: LayerRules<Resize> = {
  inputCount: ONE_INPUT,
  outputs({ to }, [input]) {
    const { shape, dataType } = input!;
    if ('shape' in to) {
      checkLength('to', to.shape, shape.length, 'dimension');
      checkIntegers('to', to.shape, 1);
      return [{ shape: to.shape, dataType }];
    }
    checkLength('to', to.scales, shape.length, 'dimension');
    return [{ shape: shape.map((size, dimension) => scaled(size, to.scales[dimension]!)), dataType }];
  },
  work: noWork,
  layerClass: memoryBound,
};

function scaled(size: number, scale: number): number {
  const result = Math.floor(size * scale);
  if (scale > 0 && result >= 1) return result;
  throw new CoreError(
    'invalid-parameter',
    `to: got a scale of ${scale} for ${size} elements, expected one that leaves at least 1`,
    { parameter: 'to' },
  );
}
