import { BoardsAndCoefficientSets1763900000000 } from './1763900000000-boards-and-coefficient-sets.js';
import { Networks1763900000001 } from './1763900000001-networks.js';

/** Every change of the schema, oldest first. */
export const MIGRATIONS = [BoardsAndCoefficientSets1763900000000, Networks1763900000001];
