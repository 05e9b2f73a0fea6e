import { CoreError } from '../errors.js';
import { formatShape, type Shape } from './tensor.js';

/**
 * The shape to which tensors of these shapes are stretched: aligned at their last dimensions, each
 * dimension equal or 1 (numpy, ONNX multidirectional broadcasting). Throws `shape-mismatch`.
 */
export function broadcast(shapes: readonly Shape[]): Shape {
  const rank = shapes.reduce((most, { length }) => Math.max(most, length), 0);
  return Array.from({ length: rank }, (_, dimension) => {
    let size = 1;
    for (const shape of shapes) {
      const own = shape[dimension - rank + shape.length] ?? 1;
      if (own === size || own === 1) continue;
      if (size !== 1) throw unalike(shapes);
      size = own;
    }
    return size;
  });
}

const unalike = (shapes: readonly Shape[]): CoreError =>
  new CoreError(
    'shape-mismatch',
    `inputs: got shapes ${shapes.map(formatShape).join(' and ')}, ` +
      'expected dimensions that are equal or 1 when aligned at the last',
    { parameter: 'inputs' },
  );
