import type { Network } from '../core/index.js';
import { NetworkDto } from '../networks/index.js';
import { readBody } from '../platform/validation/request.pipe.js';
import { RecentNetworks } from './recent-networks.js';

const description = async (name: string, kernels: number): Promise<NetworkDto> =>
  readBody(
    {
      name,
      inputs: [{ shape: [1, 3, 8, 8] }],
      layers: [{ kind: 'convolution', kernels, kernelSize: [1, 1] }],
    },
    NetworkDto,
  );

/** A network whose description came before. */
function again(recent: RecentNetworks, dto: NetworkDto): Network {
  recent.described(dto, '/network');
  return recent.described(dto, '/network');
}

describe('RecentNetworks', () => {
  it('gives the same network for a description that came before, once it is kept', async () => {
    const recent = new RecentNetworks();
    const dto = await description('a', 4);
    const once = recent.described(dto, '/network');
    recent.keep(once, 2);
    const twice = recent.described(dto, '/network');
    expect(twice).not.toBe(once);
    expect(recent.described(dto, '/network')).not.toBe(twice);
    recent.keep(twice, 2);
    expect(recent.described(dto, '/network')).toBe(twice);
  });

  it('tells descriptions apart', async () => {
    const recent = new RecentNetworks();
    const dtos = [await description('a', 4), await description('a', 5), await description('b', 4)];
    const networks = dtos.map((dto) => again(recent, dto));
    for (const network of networks) recent.keep(network, 2);
    expect(recent.described(dtos[2]!, '/network')).toBe(networks[2]);
    expect(new Set(networks).size).toBe(3);
  });

  it('keeps a network for another batch beside the network, and beside that of another name', async () => {
    const recent = new RecentNetworks();
    const [a, b] = [await description('a', 4), await description('b', 4)];
    const batched = [a, b].map((dto) => {
      const network = again(recent, dto);
      const other = recent.batched(network, 'the same content', 2);
      recent.keep(other, 2);
      expect(recent.batched(network, 'the same content', 2)).toBe(other);
      expect(recent.batched(network, 'the same content', 3)).not.toBe(other);
      return other;
    });
    expect(batched.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(batched[0]!.tensors[batched[0]!.inputs[0]!]!.shape).toEqual([2, 3, 8, 8]);
  });

  it('keeps no other batch of a network whose description came once', async () => {
    const recent = new RecentNetworks();
    const network = recent.described(await description('a', 4), '/network');
    const other = recent.batched(network, 'content', 2);
    recent.keep(other, 2);
    expect(recent.batched(network, 'content', 2)).not.toBe(other);
  });

  it('forgets the one that was not asked for the longest when cuts are too many', async () => {
    const recent = new RecentNetworks();
    const [a, b] = [await description('a', 4), await description('b', 4)];
    const [first, second] = [again(recent, a), again(recent, b)];
    recent.keep(first, 20_000);
    recent.keep(second, 20_000);
    expect(recent.described(a, '/network')).not.toBe(first);
    expect(recent.described(b, '/network')).toBe(second);
  });

  it('never keeps what is too large by itself, and nothing that is not from here', async () => {
    const [recent, other] = [new RecentNetworks(), new RecentNetworks()];
    const dto = await description('a', 4);
    const large = again(recent, dto);
    recent.keep(large, 60_000);
    again(other, dto);
    other.keep(large, 2);
    expect(recent.described(dto, '/network')).not.toBe(large);
    expect(other.described(dto, '/network')).not.toBe(large);
  });
});
