import type { BoardWithSets } from '../../boards/index.js';
import { findZooNetwork } from '../../core/index.js';
import { readBody } from '../../platform/validation/request.pipe.js';
import { BoardSource } from '../sources.js';
import type { PricedTier } from '../priced-plans.js';
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

const described = async (device: object): Promise<DeviceDto> => readBody(device, DeviceDto);

const read = async (device: object, of = network): Promise<PricedTier> =>
  reader.read('device', await described(device), of);

/** A board with the one set that holds these coefficients. */
async function boardOf(coefficients: object): Promise<BoardWithSets> {
  const { modes } = await read({ coefficients });
  return {
    board: { id: 'a', idlePower: null },
    coefficientSets: [{ ...modes[0]!.coefficients, powerMode: 'full' }],
  } as unknown as BoardWithSets;
}

describe('TierReader', () => {
  it('gives the same tier for the same description and network', async () => {
    const dto = await described({ coefficients: COEFFICIENTS });
    const tier = await reader.read('device', dto, network);
    expect(await reader.read('device', dto, network)).toBe(tier);
    expect(await reader.read('device', dto, findZooNetwork('lenet-5').build())).not.toBe(tier);
    expect((await reader.read('edge', dto, network)).role).toBe('edge');
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
    const dto = await described({ board: 'a' });
    const before = await reader.read('device', dto, network);
    expect(await reader.read('device', dto, network)).toBe(before);
    source.board = await boardOf({ ...COEFFICIENTS, batch: 4 });
    const after = await reader.read('device', dto, network);
    expect(before.modes.map(({ coefficients }) => coefficients!.batch)).toEqual([1]);
    expect(after.modes.map(({ coefficients }) => coefficients!.batch)).toEqual([4]);
  });
});
