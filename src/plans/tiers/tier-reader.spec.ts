import type { BoardWithSets } from '../../boards/index.js';
import { findZooNetwork } from '../../core/index.js';
import { readBody } from '../../platform/validation/request.pipe.js';
import { BoardSource } from '../sources.js';
import { DeviceDto } from './tier.dto.js';
import { TierReader } from './tier-reader.js';

const COEFFICIENTS = {
  latency: { slopes: [{ layerClass: 'convolution', family: 'mac-linear', coefficients: [1e-12] }] },
};

const network = findZooNetwork('lenet-5').build();

/** One board, which changes when it is put in the place of itself. */
class OneBoard extends BoardSource {
  board: BoardWithSets | undefined;

  named(): Promise<BoardWithSets> {
    return Promise.resolve(this.board!);
  }
}

const source = new OneBoard();
const reader = new TierReader(source);

const read = async (device: object, of = network): ReturnType<TierReader['read']> =>
  reader.read('device', await readBody(device, DeviceDto), of);

/** A board with the one set that holds these coefficients. */
async function boardOf(coefficients: object): Promise<BoardWithSets> {
  const { modes } = await read({ coefficients });
  return {
    board: { id: 'a', idlePower: null },
    coefficientSets: [{ ...modes[0]!.coefficients, powerMode: 'full' }],
  } as unknown as BoardWithSets;
}

describe('TierReader', () => {
  it('gives the same tier to requests that say the same of it', async () => {
    const tier = await read({ coefficients: COEFFICIENTS });
    expect(await read({ coefficients: COEFFICIENTS })).toBe(tier);
  });

  it('tells apart tiers that differ in anything, and those of other networks', async () => {
    const tiers = [
      await read({ coefficients: COEFFICIENTS }),
      await read({ coefficients: COEFFICIENTS, idlePowerW: 2 }),
      await read({ coefficients: { ...COEFFICIENTS, precision: 'int8' } }),
      await read({ coefficients: COEFFICIENTS }, findZooNetwork('lenet-5').build()),
    ];
    expect(new Set(tiers).size).toBe(4);
    expect(tiers.map(({ idlePower }) => idlePower)).toEqual([null, 2, null, null]);
  });

  it('reads a tier anew when its board has changed', async () => {
    source.board = await boardOf(COEFFICIENTS);
    const before = await read({ board: 'a' });
    expect(await read({ board: 'a' })).toBe(before);
    source.board = await boardOf({ ...COEFFICIENTS, batch: 4 });
    const after = await read({ board: 'a' });
    expect(before.modes.map(({ coefficients }) => coefficients!.batch)).toEqual([1]);
    expect(after.modes.map(({ coefficients }) => coefficients!.batch)).toEqual([4]);
  });
});
