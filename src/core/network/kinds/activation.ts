import type { Activation } from '../layer.js';
import { NO_WORK, type LayerRules } from './rules.js';

export const activation: LayerRules<Activation> = {
  outputs: (_operation, [input]) => [input!],
  work: () => NO_WORK,
};
