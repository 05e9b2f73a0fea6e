import type { LayerOperation, Padding, Shape } from '../../core/index.js';

/** The fields with which a request writes an operation: the inverse of `toOperation`. */
export function writtenOperation(operation: LayerOperation): Readonly<Record<string, unknown>> {
  switch (operation.kind) {
    case 'convolution':
    case 'transposed-convolution':
    case 'pooling':
      return { ...operation, padding: undefined, ...writtenPadding(operation.padding) };
    case 'concat':
    case 'element-wise':
      return { ...operation, weights: operation.weights?.map((shape: Shape) => ({ shape })) };
    case 'resize':
      return { kind: operation.kind, ...operation.to };
    case 'custom': {
      const { outputs, weightElements, ...rest } = operation;
      return { ...rest, outputTypes: outputs, weights: weightElements };
    }
    default:
      return operation as unknown as Readonly<Record<string, unknown>>;
  }
}

/** Beginnings, then ends. */
const writtenPadding = (padding: Padding): object =>
  typeof padding === 'string'
    ? { automaticPadding: padding }
    : { padding: [...padding.begin, ...padding.end] };
