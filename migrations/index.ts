import { BoardsAndCoefficientSets1763900000000 } from './1763900000000-boards-and-coefficient-sets.js';

/** Every change of the schema, oldest first. */
export const MIGRATIONS = [BoardsAndCoefficientSets1763900000000];
