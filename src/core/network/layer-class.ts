/**
 * Layers of one class share their coefficients. `memory-bound` layers have no MACs, only traffic.
 * Transposed convolutions are convolutions; a depthwise convolution is a class of its own.
 */
export const LAYER_CLASSES = [
  'convolution',
  'depthwise',
  'connected',
  'matrix-product',
  'recurrent',
  'attention',
  'memory-bound',
] as const;
export type LayerClass = (typeof LAYER_CLASSES)[number];

/** Classes whose cost grows with their MACs. */
export type MacClass = Exclude<LayerClass, 'memory-bound'>;
export const MAC_CLASSES = LAYER_CLASSES.filter(
  (layerClass): layerClass is MacClass => layerClass !== 'memory-bound',
);
