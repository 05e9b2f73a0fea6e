import { isDepthwise } from '../../core/network/kinds/convolution.js';
import type { LayerOperation } from '../../core/network/kinds/index.js';
import type { LayerClass } from '../../core/network/layer-class.js';
import type { TensorType } from '../../core/network/tensor.js';
import type { LoweringContext } from './context.js';

const CONVOLUTIONS: ReadonlySet<string> = new Set([
  ...['Conv', 'ConvInteger', 'QLinearConv', 'FusedConv', 'DeformConv', 'ConvTranspose'],
]);

/** A layer with the figures that inference found, for a node that no kind describes. */
export function customOperation(context: LoweringContext, outputs: readonly TensorType[]): LayerOperation {
  const { source } = context;
  const isConvolution = CONVOLUTIONS.has(source.operator);
  // Columns of the matrix that it multiplies with: output channels of a convolution, features of the others.
  const columns = isConvolution ? outputs[0]?.shape[1] : outputs[0]?.shape.at(-1);
  return {
    kind: 'custom',
    function: source.domain === '' ? source.operator : `${source.domain}.${source.operator}`,
    outputs,
    macs: source.macs,
    weightElements: 0, // the layer's own count stands beside it
    layerClass: source.macs === 0 ? 'memory-bound' : classOf(context, isConvolution),
    ...(source.macs === 0 ? {} : { kernels: Math.max(columns ?? 1, 1) }),
  };
}

function classOf(context: LoweringContext, isConvolution: boolean): LayerClass {
  if (!isConvolution) return 'connected';
  const group = context.node.attributes.get('group');
  const groups = group?.kind === 'int' ? group.value : 1;
  return isDepthwise({ groups }, context.shape(0)) ? 'depthwise' : 'convolution';
}
