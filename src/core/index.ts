export * from './errors.js';
export { arrayOf } from './arrays.js';
export { Notes, onceEach, remember, rememberAll, rememberRecent } from './memo.js';
export * from './units.js';
export * from './network/data-type.js';
export { applyOperation, type AppliedOperation } from './network/apply.js';
export type { LayerDefinition, NetworkDefinition } from './network/definition.js';
export { definitionOf } from './network/definition-of.js';
export {
  ACTIVATION_FUNCTIONS,
  type Activation,
  type ActivationFunction,
} from './network/kinds/activation.js';
export type { Connected } from './network/kinds/connected.js';
export { isDepthwise, type Convolution } from './network/kinds/convolution.js';
export { ELEMENT_WISE_FUNCTIONS, type ElementWiseFunction } from './network/kinds/element-wise.js';
export type { Flatten } from './network/kinds/flatten.js';
export { LAYER_KINDS, type LayerKind, type LayerOperation, type OperationOf } from './network/kinds/index.js';
export { NORMALISATION_MODES, type NormalisationMode } from './network/kinds/normalisation.js';
export type { Pooling } from './network/kinds/pooling.js';
export { RECURRENT_OUTPUTS, type RecurrentOutput } from './network/kinds/recurrent.js';
export { REDUCE_FUNCTIONS, type ReduceFunction } from './network/kinds/reduce.js';
export * from './network/cuts/index.js';
export * from './network/group-layers.js';
export * from './network/layer.js';
export * from './network/network.js';
export * from './network/padding.js';
export * from './network/tensor.js';
export * from './network/total-workload.js';
export * from './network/with-batch.js';
export * from './network/workload.js';
export * from './cost/board-costs.js';
export * from './cost/cost-model.js';
export * from './cost/families/index.js';
export * from './cost/layer-class.js';
export * from './cost/interval.js';
export * from './cost/link.js';
export * from './cost/model-error.js';
export * from './cost/precision.js';
export * from './estimating/dominant.js';
export * from './estimating/estimate.js';
export * from './estimating/uses.js';
export * from './pruning/channel-groups.js';
export type { FixedReason } from './pruning/channel-ties.js';
export * from './pruning/curve.js';
export { allUnits, prunedDefinition, type KeptUnits } from './pruning/prune.js';
export { PrunedCosts, type Costs } from './pruning/pruned-costs.js';
export * from './pruning/schedule.js';
export { type Goal } from './ranking/goal.js';
export { kendallTau } from './ranking/kendall.js';
export * from './ranking/rank.js';
export type * from './planning/constraints.js';
export * from './planning/confidence.js';
export * from './planning/decide.js';
export * from './planning/edge-load.js';
export * from './planning/evaluate.js';
export { LEDGER_ITEMS, type LedgerItem, type LedgerItemName, type Totals } from './planning/ledger.js';
export * from './planning/exits.js';
export * from './planning/explain.js';
export * from './planning/judge.js';
export * from './planning/measured.js';
export { withOptima } from './planning/minimum-cut.js';
export * from './planning/objectives.js';
export * from './planning/pareto.js';
export { profileAlong } from './planning/profile.js';
export { CANDIDATE_LIMIT, type Choice, type CloudPart, type SplitProblem } from './planning/problem.js';
export * from './planning/sweep.js';
export * from './planning/tier.js';
export * from './planning/tiers.js';
export type { FittedTier, RateSpread, Uncertainty } from './planning/uncertainty.js';
export * from './planning/validity.js';
export * from './planning/wording.js';
export {
  RAW_INPUT,
  STORED_PRECISION,
  TRANSFER_PRECISIONS,
  type InputEncoding,
  type TransferPrecision,
  type TransferPrecisionName,
} from './planning/transfer.js';
export * as blocks from './zoo/building-blocks.js';
export { findZooNetwork, ZOO } from './zoo/index.js';
export type {
  NumericParameter,
  TextParameter,
  ZooParameter,
  ZooParameters,
  ZooValue,
} from './zoo/parameters.js';
export type { ZooNetwork } from './zoo/zoo-network.js';
export { executedEdges, parseCell, type CellEdge, type CellOperation } from './zoo/nas-bench-201-cell.js';
export { calibrate, calibrateTogether, qualityOf, type CalibrationRequest } from './calibration/calibrate.js';
export type { CalibrationOptions } from './calibration/fit-cost.js';
export { MIN_NETWORKS, type Measurement } from './calibration/measurement.js';
export * from './cost/coefficient-set.js';
export * from './cost/extrapolation.js';
export * from './cost/fit-statistics.js';
export * from './cost/layer-terms.js';
