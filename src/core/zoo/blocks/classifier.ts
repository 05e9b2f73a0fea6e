import type { Tensor } from '../../network/tensor.js';
import type { Blueprint } from '../blueprint.js';
import { connected, DROPOUT, FLATTEN, GLOBAL_AVERAGE } from '../operations.js';

/** Global average → flatten → dropout → connected layer: the usual end of a convolutional classifier. */
export function pooledClassifier(
  net: Blueprint,
  input: Tensor,
  options: { classes: number; dropout: boolean },
): Tensor {
  const pooled = net.add('avgpool', GLOBAL_AVERAGE, input);
  const flat = net.add('flatten', FLATTEN, pooled);
  const kept = options.dropout ? net.add('dropout', DROPOUT, flat) : flat;
  return net.add('classifier', connected(options.classes), kept);
}
