import type { LinkProfileDto, NewLinkProfileDto } from '../../src/links/link-profile.dto.js';
import { ADMIN_KEY, call, codeOf, type Call } from '../support/administrator.js';
import { json, startTestService, type TestService } from '../support/service.js';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ ADMIN_KEY });
}, 60_000);

afterAll(() => service.stop());

const request = async (method: Call['method'], path: string, body?: unknown) => {
  const response = await call(service, { method, path, body });
  return { status: response.status, answer: response.status === 204 ? null : await json(response) };
};

const channel = { rateMbps: 80, radioBaseMw: 120, radioSlopeMwPerMbps: 5, source: 'own power meter' };
const office: NewLinkProfileDto = {
  id: 'office-wifi',
  name: 'Office',
  uplink: { ...channel, measuredMbps: { minMbps: 1, maxMbps: 90 } },
  downlink: channel,
  roundTripMs: 3,
};

describe('the link profiles', () => {
  it('come with five radios and their provenance', async () => {
    const { links }: { links: LinkProfileDto[] } = (await request('GET', '/links')).answer;
    expect(links.map(({ id }) => id)).toEqual([
      '5g-low-band',
      '5g-mmwave',
      'ethernet',
      'lte',
      'wifi-802.11n',
    ]);
    for (const { id, uplink, downlink } of links) {
      for (const { source, radioBaseMw } of [uplink, downlink]) {
        expect(source).toMatch(id === 'ethernet' ? /no radio/ : /base power is left out/i);
        expect(radioBaseMw).toBe(id === 'ethernet' ? 0 : null);
      }
    }
    // Narayanan et al., SIGCOMM 2021: 9.422 mW for each Mbit/s sent over mmWave, from 1 to 190 Mbit/s
    expect(links.find(({ id }) => id === '5g-mmwave')!.uplink).toMatchObject({
      radioSlopeMwPerMbps: 9.422,
      measuredMbps: { minMbps: 1, maxMbps: 190 },
    });
  });

  it('are added, read, replaced and deleted', async () => {
    const added = await request('POST', '/links', office);
    expect(added).toMatchObject({ status: 201, answer: { ...office, downlink: { measuredMbps: null } } });
    expect((await request('GET', '/links/office-wifi')).answer).toEqual(added.answer);
    const { id: _, roundTripMs: _r, ...body } = office;
    const replaced = await request('PUT', '/links/office-wifi', { ...body, name: 'Lab' });
    expect(replaced).toMatchObject({ status: 200, answer: { name: 'Lab', roundTripMs: null } });
    expect((await request('DELETE', '/links/office-wifi')).status).toBe(204);
    expect((await request('GET', '/links/office-wifi')).status).toBe(404);
  });

  it.each([
    ['POST', '/links', { ...office, id: 'lte' }, 409, 'already-exists', '/id'],
    ['POST', '/links', { ...office, id: '../x' }, 400, 'invalid-request', '/id'],
    [
      'POST',
      '/links',
      { ...office, uplink: { ...channel, rateMbps: 0 } },
      400,
      'invalid-request',
      '/uplink/rateMbps',
    ],
    [
      'POST',
      '/links',
      { ...office, uplink: { ...channel, radioSlopeMwPerMbps: -1 } },
      400,
      'invalid-request',
      '/uplink/radioSlopeMwPerMbps',
    ],
    [
      'POST',
      '/links',
      { ...office, downlink: { ...channel, source: undefined } },
      400,
      'invalid-request',
      '/downlink/source',
    ],
    [
      'POST',
      '/links',
      { ...office, uplink: { ...channel, measuredMbps: { minMbps: 5, maxMbps: 1 } } },
      400,
      'invalid-request',
      '/uplink/measuredMbps/maxMbps',
    ],
    ['PUT', '/links/unknown', { ...office, id: undefined }, 404, 'not-found', undefined],
    ['DELETE', '/links/unknown', undefined, 404, 'not-found', undefined],
    ['GET', '/links/Unknown', undefined, 404, 'not-found', undefined],
  ] as const)('refuse %s %s %#', async (method, path, body, status, code, pointer) => {
    const refused = await request(method, path, body);
    expect({ status: refused.status, code: codeOf(refused.answer) }).toEqual({ status, code });
    expect(refused.answer.errors?.[0].pointer).toBe(pointer);
  });
});
