export { advise } from './advise.js';
export type { PruningAnswerDto } from './pruning-answer.dto.js';
export { PruningRequestDto } from './pruning-request.dto.js';
export { PruningModule } from './pruning.module.js';
export { readPruning } from './read-pruning.js';
