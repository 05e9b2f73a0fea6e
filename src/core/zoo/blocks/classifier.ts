import type { Tensor } from '../../network/tensor.js';
import type { Blueprint } from '../blueprint.js';
import { activation, connected, DROPOUT, FLATTEN, GLOBAL_AVERAGE } from '../operations.js';

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

/** Flatten and three connected layers, the first two with 4 096 features (AlexNet and VGG). */
export function connectedHead(
  net: Blueprint,
  input: Tensor,
  options: { classes: number; dropoutFirst: boolean },
): Tensor {
  let x = net.add('flatten', FLATTEN, input);
  for (const index of [0, 1]) {
    const name = `classifier.${index}`;
    if (options.dropoutFirst) x = net.add(`${name}.dropout`, DROPOUT, x);
    x = net.add(name, connected(4096), x);
    x = net.add(`${name}.relu`, activation('relu'), x);
    if (!options.dropoutFirst) x = net.add(`${name}.dropout`, DROPOUT, x);
  }
  return net.add('classifier.2', connected(options.classes), x);
}
