export { LAYER_VARIANTS, type AnyLayerDto } from './layers/index.js';
export { NetworkDto } from './network.dto.js';
export { NetworkEntity } from './network.entity.js';
export { describingFaults, toNetwork } from './network.mapper.js';
export { NETWORK_PROBLEMS } from './network-problems.js';
export { NetworksModule } from './networks.module.js';
export { NetworksService } from './networks.service.js';
export { describeZooNetwork } from './stored-network.js';
