import type { StoredCoefficientSet } from '../boards/index.js';
import type { NetworkDefinition } from '../core/index.js';
import type { PruningRequestDto } from './pruning-request.dto.js';

/** What there is to do once board and network are known. */
export interface PruningJob {
  readonly definition: NetworkDefinition;
  readonly set: StoredCoefficientSet;
  readonly options: Pick<PruningRequestDto, 'maxEnergyJ' | 'maxLatencyMs' | 'stepShare' | 'keepShare'>;
}
