export { describeModelFault, importModel, type ImportedModel } from './import/import-model.js';
export { ImportQueryDto } from './import/import-query.dto.js';
export { toInputBinding } from './import/input-binding.js';
export { LAYER_VARIANTS, type AnyLayerDto } from './layers/index.js';
export { buildChosen, chosenNetwork, chosenWay, type NetworkFinder } from './network-choice.js';
export type {
  LayerAnswerDto,
  LayerListDto,
  NetworkDetailDto,
  NetworkPageDto,
  NetworkSummaryDto,
} from './network-answer.dto.js';
export { NetworkChoiceDto } from './network-choice.dto.js';
export { describeAsRequest } from './network-description.js';
export { NetworkDto } from './network.dto.js';
export { NetworkEntity } from './network.entity.js';
export { describingFaults, toNetwork } from './network.mapper.js';
export { MODEL_PROBLEMS, NETWORK_PROBLEMS } from './network-problems.js';
export { NetworksModule } from './networks.module.js';
export { NetworksService } from './networks.service.js';
export { describeZooNetwork, networkId, type NetworkIdentity } from './stored-network.js';
export { buildZooNetwork, ZooParametersField } from './zoo-choice.js';
