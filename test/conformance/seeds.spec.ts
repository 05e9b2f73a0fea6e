import { SEEDED_BOARDS } from '../../src/database/seeds/boards.js';
import { SEEDED_COEFFICIENT_SETS } from '../../src/database/seeds/coefficient-sets.generated.js';
import { readSeedData, type SeedData } from '../../src/database/seeds/seed-data.js';
import { fitSeeds } from '../../src/database/seeds/seed-fits.js';
import type { SeedFit } from '../../src/database/seeds/sources/index.js';
import { mlperfRows } from '../../src/database/seeds/sources/mlperf-jetson.js';
import { raspberryPi4Rows } from '../../src/database/seeds/sources/raspberry-pi-4.js';
import type { CoefficientSet } from '../../src/core/index.js';
import { describeWithData, sharedPath } from '../support/shared-data.js';

/** Every number with its path, so that figures are compared to a tolerance and all else exactly. */
function leaves(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, part]) => leaves(part, `${path}/${key}`));
}

/** Boards of many networks or modes, which `npm run seeds:fit` takes longer for; the others stand for them here. */
const SLOW_BOARDS = ['raspberry-pi-5', 'jetson-agx-xavier'];
const isQuick = ({ requests }: SeedFit): boolean =>
  requests.every(({ identity }) => !SLOW_BOARDS.includes(identity.boardId));

describeWithData('seeded coefficient sets', 'boards', () => {
  let data: SeedData;
  beforeAll(() => {
    data = readSeedData(sharedPath(''));
  });

  it('are what the published measurements give when they are fitted again', () => {
    const date = SEEDED_COEFFICIENT_SETS[0]!.date;
    const refitted = leaves(fitSeeds(data, date, isQuick));
    const committed = leaves(SEEDED_COEFFICIENT_SETS.filter(({ boardId }) => !SLOW_BOARDS.includes(boardId)));
    expect(refitted.map(([path]) => path)).toEqual(committed.map(([path]) => path));
    refitted.forEach(([path, value], index) => {
      const [, expected] = committed[index]!;
      if (typeof value === 'number' && typeof expected === 'number') {
        const tolerance = 1e-5 * Math.max(Math.abs(expected), Number.MIN_VALUE);
        expect([path, Math.abs(value - expected) <= tolerance]).toEqual([path, true]);
      } else {
        expect([path, value]).toEqual([path, expected]);
      }
    });
  });

  it.each([
    ['jetson-tx2', 6, 0.12, 0.15],
    ['jetson-agx-xavier', 10, 0.15, 0.18],
  ])(
    '%s: energies of networks that they were fitted without, mean over its %i modes and precisions, and in each',
    (boardId, count, mean, each) => {
      const errors = setsOf(boardId).map(({ energy }) => energy!.statistics!.validation.meanError!);
      expect(errors).toHaveLength(count);
      expect(errors.reduce((sum, error) => sum + error, 0) / count).toBeLessThan(mean);
      expect(Math.max(...errors)).toBeLessThan(each);
    },
  );

  it('share families and terms among the modes and precisions of a board', () => {
    const structures = setsOf('jetson-tx2').map(({ energy }) => energy!.statistics!.compared[0]);
    expect(new Set(structures.map((structure) => JSON.stringify(structure))).size).toBe(1);
  });

  it('say of every error whether the choice of families and terms is in it', () => {
    for (const { energy, latency } of SEEDED_COEFFICIENT_SETS) {
      expect(energy?.statistics!.validation.procedure ?? 'nested').toBe('nested');
      expect(latency!.statistics!.validation.procedure).toBe('nested');
    }
  });

  it('say that four networks are too few on the Jetson Xavier NX', () => {
    const [xavier] = setsOf('jetson-xavier-nx');
    expect(xavier!.quality).toBe('low');
    expect(xavier!.energy!.statistics!.networkCount).toBe(4);
    expect(xavier!.energy!.statistics!.rowCount).toBe(8);
  });

  it('leave the energy of servers unknown', () => {
    const servers = SEEDED_COEFFICIENT_SETS.filter(({ boardId }) => boardId.startsWith('server-'));
    expect(servers.map(({ energy }) => energy)).toEqual([null, null, null, null]);
  });

  it('belong to seeded boards', () => {
    const boards = new Set(SEEDED_BOARDS.map(({ id }) => id));
    for (const { boardId } of SEEDED_COEFFICIENT_SETS) expect(boards).toContain(boardId);
  });

  it.each([
    ['jetson-xavier-nx', 8, (from: SeedData) => mlperfRows(from, 'jetson-xavier-nx')],
    ['jetson-agx-orin', 4, (from: SeedData) => mlperfRows(from, 'jetson-agx-orin')],
    ['raspberry-pi-4b', 50, raspberryPi4Rows],
  ])('%s has the median idle power of the %i runs that it was fitted on', (id, count, rowsOf) => {
    const idle = rowsOf(data)
      .map(({ idle_w }) => Number(idle_w))
      .sort((a, b) => a - b);
    expect(idle).toHaveLength(count);
    const median = (idle[count / 2 - 1]! + idle[count / 2]!) / 2;
    expect(SEEDED_BOARDS.find((board) => board.id === id)!.idlePower!.value).toBeCloseTo(median, 10);
  });
});

const setsOf = (id: string): CoefficientSet[] =>
  SEEDED_COEFFICIENT_SETS.filter(({ boardId }) => boardId === id);
