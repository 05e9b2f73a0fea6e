import { SEEDED_BOARDS } from '../../src/database/seeds/boards.js';
import { SEEDED_COEFFICIENT_SETS } from '../../src/database/seeds/coefficient-sets.generated.js';
import { xavierNxRows } from '../../src/database/seeds/jetson-xavier-nx.js';
import { readSeedData, type SeedData } from '../../src/database/seeds/seed-data.js';
import { fitSeeds } from '../../src/database/seeds/seed-fits.js';
import { describeWithData, sharedPath } from '../support/shared-data.js';

/** Every number with its path, so that figures are compared to a tolerance and all else exactly. */
function leaves(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, part]) => leaves(part, `${path}/${key}`));
}

describeWithData('seeded coefficient sets', 'boards', () => {
  let data: SeedData;
  beforeAll(() => {
    data = readSeedData(sharedPath(''));
  });

  it('are what the published measurements give when they are fitted again', () => {
    const date = SEEDED_COEFFICIENT_SETS[0]!.date;
    const committed = leaves(SEEDED_COEFFICIENT_SETS);
    const refitted = leaves(fitSeeds(data, date));
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

  it('predict the networks of the Jetson TX2 that they were fitted without to 12 % in the mean', () => {
    const tx2 = SEEDED_COEFFICIENT_SETS.find(({ boardId }) => boardId === 'jetson-tx2')!;
    expect(tx2.energy!.statistics!.validation.meanError).toBeLessThan(0.12);
    expect(tx2.latency!.statistics!.validation.meanError).toBeLessThan(0.12);
  });

  it('say that four networks are too few on the Jetson Xavier NX', () => {
    const xavier = SEEDED_COEFFICIENT_SETS.find(({ boardId }) => boardId === 'jetson-xavier-nx')!;
    expect(xavier.quality).toBe('low');
    expect(xavier.energy!.statistics!.networkCount).toBe(4);
    expect(xavier.energy!.statistics!.rowCount).toBe(8);
  });

  it('have the idle power of the runs that they were fitted on', () => {
    const idle = xavierNxRows(data)
      .map(({ idle_w }) => Number(idle_w))
      .sort((a, b) => a - b);
    expect(idle).toHaveLength(8);
    const median = (idle[3]! + idle[4]!) / 2;
    const board = SEEDED_BOARDS.find(({ id }) => id === 'jetson-xavier-nx')!;
    expect(board.idlePower!.value).toBeCloseTo(median, 10);
  });
});
