export type { AnyLayerDto } from './layer.dto.js';
export { NetworkDto } from './network.dto.js';
export { toNetwork } from './network.mapper.js';
