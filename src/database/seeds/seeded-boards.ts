import type { BoardWithSets, StoredCoefficientSet } from '../../boards/index.js';
import type { CoefficientSet } from '../../core/index.js';
import { SEEDED_BOARDS } from './boards.js';
import { SEEDED_COEFFICIENT_SETS } from './coefficient-sets.generated.js';

type Key = Pick<CoefficientSet, 'powerMode' | 'runtime' | 'precision' | 'batch' | 'boundary'>;

/** What only one set of a board may be active for. */
export const keyOf = ({ powerMode, runtime, precision, batch, boundary }: Key): string =>
  JSON.stringify([powerMode, runtime, precision, batch, boundary]);

/** The boards that come with the program, with the sets that are active in a new database. */
export function seededBoards(): BoardWithSets[] {
  const createdAt = new Date(0); // of no database
  return SEEDED_BOARDS.map((board) => {
    const sets = SEEDED_COEFFICIENT_SETS.filter(({ boardId }) => boardId === board.id);
    const stored = sets.map((set, index): StoredCoefficientSet => ({
      ...set,
      version: index + 1,
      status: sets.findIndex((other) => keyOf(other) === keyOf(set)) === index ? 'active' : 'draft',
    }));
    return {
      board: { ...board, version: 1, state: 1, createdAt },
      coefficientSets: stored.filter(({ status }) => status === 'active'),
    };
  });
}
