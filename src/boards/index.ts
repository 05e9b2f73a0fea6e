export type { Board, BoardWithSet, PeakRate, Sourced, StoredCoefficientSet } from './board.js';
export { CoefficientSetSummaryDto } from './board.dto.js';
export { BoardEntity } from './board.entity.js';
export { toBoardEntity, toCoefficientSetEntity, toCoefficientSetSummary } from './board.mapper.js';
export { BoardsModule } from './boards.module.js';
export { BoardsService } from './boards.service.js';
export { CoefficientSetEntity } from './coefficient-set.entity.js';
