/**
 * Layers of one class share their coefficients. `connected` is whatever multiplies matrices: connected and
 * recurrent layers, matrix products and attention. A depthwise convolution is a class of its own.
 * `memory-bound` layers have no MACs, only traffic.
 */
export const LAYER_CLASSES = ['convolution', 'depthwise', 'connected', 'memory-bound'] as const;
export type LayerClass = (typeof LAYER_CLASSES)[number];

/** Classes whose cost grows with their MACs. */
export type MacClass = Exclude<LayerClass, 'memory-bound'>;
export const MAC_CLASSES = ['convolution', 'depthwise', 'connected'] as const satisfies readonly MacClass[];
