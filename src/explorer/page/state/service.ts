import type { BoardListDto } from '../../../boards/index.js';
import type { LinkProfileListDto } from '../../../links/index.js';
import type { NetworkDetailDto, NetworkPageDto, NetworkSummaryDto } from '../../../networks/index.js';
import type { Client } from '../api/client.js';
import type { Catalogue } from './catalogue.js';

/** Everything that can be chosen. */
export async function loadCatalogue(client: Client): Promise<Catalogue> {
  const [networks, { boards }, { links }] = await Promise.all([
    loadNetworks(client),
    client.get<BoardListDto>('boards'),
    client.get<LinkProfileListDto>('links'),
  ]);
  return { networks, boards, links };
}

/** More are found by their identifier in the address. */
const MAX_NETWORK_PAGES = 10;

async function loadNetworks(client: Client): Promise<NetworkSummaryDto[]> {
  const all: NetworkSummaryDto[] = [];
  let after: string | null = null;
  for (let page = 0; page < MAX_NETWORK_PAGES; page++) {
    const query: string = after === null ? '' : `?after=${encodeURIComponent(after)}`;
    const { networks, next } = await client.get<NetworkPageDto>(`networks${query}`);
    all.push(...networks);
    if (next === null) break;
    after = next;
  }
  return all;
}

/** Networks by identifier; what an identifier means never changes. */
export class NetworkDetails {
  private readonly known = new Map<string, NetworkDetailDto>();

  constructor(private readonly client: Client) {}

  async detailOf(id: string, signal: AbortSignal): Promise<NetworkDetailDto> {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const detail = await this.client.get<NetworkDetailDto>(`networks/${encodeURIComponent(id)}`, signal);
    this.known.set(id, detail);
    return detail;
  }
}
