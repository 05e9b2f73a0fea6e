export type {
  Board,
  BoardWithSet,
  BoardWithSets,
  PeakRate,
  Sourced,
  StoredBoard,
  StoredCoefficientSet,
} from './board.js';
export { BoardEntity, BoardVersionEntity } from './board.entity.js';
export { insertBoard, lockBoard } from './board.repository.js';
export type {
  BoardDto,
  BoardListDto,
  BoardProfileDto,
  BoardVersionDto,
  BoardVersionListDto,
  NewBoardDto,
} from './board.dto.js';
export { BoardsModule } from './boards.module.js';
export { BoardsService } from './boards.service.js';
export { chooseSet, notABoard, type CoefficientSetChoice } from './choose-set.js';
export { CoefficientSetSummaryDto } from './coefficient-sets/coefficient-set-summary.dto.js';
export type { CalibrationAnswerDto } from './calibrations/calibration-answer.dto.js';
export type { CoefficientSetDto, CoefficientSetListDto } from './coefficient-sets/coefficient-set.dto.js';
export { CoefficientSetsService } from './coefficient-sets/coefficient-sets.service.js';
export type { MeasurementResidualDto, ResidualListDto } from './coefficient-sets/residual.dto.js';
export { toCoefficientSetDto } from './coefficient-sets/coefficient-set.mapper.js';
export { CoefficientSetEntity } from './coefficient-sets/coefficient-set.entity.js';
export { CostModelDto } from './coefficient-sets/cost-model.dto.js';
export { toCostModel } from './coefficient-sets/cost-model.mapper.js';
export {
  toCoefficientSetEntity,
  toCoefficientSetSummary,
} from './coefficient-sets/coefficient-set.mapper.js';
export { SetChoiceDto, SetTraitsDto } from './set-choice.dto.js';
export {
  lowQuality,
  otherBatch,
  otherBatchOf,
  outsideOfFit,
  SET_WARNING_CODES,
  setWarnings,
  warningsOfSet,
} from './set-warnings.js';
