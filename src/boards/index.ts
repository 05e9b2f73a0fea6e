export type { Board, BoardWithSet, PeakRate, Sourced, StoredCoefficientSet } from './board.js';
export { BoardEntity } from './board.entity.js';
export { toBoardEntity } from './board.mapper.js';
export { lockBoard } from './board.repository.js';
export { BoardsModule } from './boards.module.js';
export { BoardsService } from './boards.service.js';
export { CoefficientSetSummaryDto } from './coefficient-sets/coefficient-set-summary.dto.js';
export { CoefficientSetEntity } from './coefficient-sets/coefficient-set.entity.js';
export {
  toCoefficientSetEntity,
  toCoefficientSetSummary,
} from './coefficient-sets/coefficient-set.mapper.js';
