import type { Pooling } from '../layer.js';
import { NO_WORK, type LayerRules } from './rules.js';
import { slide, spatialInput } from './window.js';

export const pooling: LayerRules<Pooling> = {
  outputs(operation, inputs) {
    const input = spatialInput(inputs, operation.kernelSize);
    const [batch, channels, ...spatial] = input.shape as [number, number, ...number[]];
    const dilations = operation.kernelSize.map(() => 1);
    return [
      {
        shape: [batch, channels, ...slide(spatial, { ...operation, dilations })],
        dataType: input.dataType,
      },
    ];
  },
  work: () => NO_WORK,
};
