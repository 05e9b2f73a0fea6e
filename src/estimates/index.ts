export {
  ESTIMATE_WARNING_CODES,
  EstimateWarningDto,
  FiguresDto,
  NetworkTotalsDto,
} from './estimate-answer.dto.js';
export type { EstimateAnswerDto } from './estimate-answer.dto.js';
export { estimateNetworks, type BoardFinder } from './estimate-networks.js';
export { EstimateRequestDto } from './estimate-request.dto.js';
export { boundaryWarnings, toFigures, toNetworkTotals } from './estimate.mapper.js';
export { EstimatesModule } from './estimates.module.js';
export { EstimatesService } from './estimates.service.js';
export { setName } from './set-name.js';
