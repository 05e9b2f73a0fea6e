import { bertLarge } from './bert-large.js';
import type { LayerTable } from './layer-table.js';
import { resnet50 } from './resnet50-v1-5.js';
import { ssdMobilenet } from './ssd-mobilenet.js';
import { ssdResnet34 } from './ssd-resnet34.js';

export { totalMacs, worksOf, type LayerTable, type MeasuredLayer } from './layer-table.js';

/** Networks that were measured whole, by the names of MLPerf Inference. */
export const MLPERF_NETWORKS = {
  'bert-99': bertLarge,
  resnet50,
  'ssd-mobilenet': ssdMobilenet,
  'ssd-resnet34': ssdResnet34,
} as const satisfies Record<string, () => LayerTable>;
