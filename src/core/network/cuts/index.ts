export type { Blocks } from './blocks.js';
export {
  CUT_LIMIT,
  crossingTensors,
  cutContains,
  cutHolds,
  findCut,
  includeCuts,
  layersOfCut,
  listCuts,
  type CutList,
  type CutOptions,
} from './cut-list.js';
