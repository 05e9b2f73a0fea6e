export { readRanges } from './calibration-ranges.js';
export { divideModel } from './divide-model.js';
export { MATCHES, type Where } from './division-request.js';
export { chunksOfFile, fileSource } from './file-source.js';
export { PART_FILES, PartFiles, type PartFile } from './manifest.js';
export type { ManifestDto } from './manifest.dto.js';
export { PLAN_CHOICES, readPlan, type PlanChoice } from './read-plan.js';
export { SplitsModule } from './splits.module.js';
