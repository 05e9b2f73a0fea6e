import { ENTERED_COEFFICIENTS } from '../../src/boards/examples/entered-coefficients.js';
import { ALEXNET_OVER_WIFI } from '../../src/plans/examples/alexnet-over-wifi.js';
import { ADMIN_KEY, call, codeOf, type Call } from '../support/administrator.js';
import { json, startTestService, type TestService } from '../support/service.js';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ ADMIN_KEY });
}, 60_000);

afterAll(() => service.stop());

const request = async (method: Call['method'], path: string, options: Partial<Call> = {}) => {
  const response = await call(service, { method, path, ...options });
  return {
    status: response.status,
    tag: response.headers.get('etag')!,
    answer: response.status === 204 ? null : await json(response),
  };
};

const PROFILE = { name: 'First', powerModes: ['MAXN'], powerModesSource: 'nvpmodel -q' };
const CHANNEL = { radioSlopeMwPerMbps: 10, source: 'measured' };
const LINK = { name: 'First', uplink: CHANNEL, downlink: CHANNEL };

const changesOf = async (resource: string, id: string) =>
  (await request('GET', `/audit?resource=${resource}&id=${encodeURIComponent(id)}`)).answer.lines;

describe.each([
  ['board', '/boards', PROFILE],
  ['link', '/links', LINK],
])('a %s', (resource, path, first) => {
  const second = { ...first, name: 'Second' };

  it('is changed by who saw its state; of two who saw the same one, the second is told', async () => {
    const id = `lost-${resource}`;
    const added = await request('POST', path, { body: { id, ...first } });
    expect(added.tag).toBe('"1"');
    const { tag } = await request('GET', `${path}/${id}`);
    expect(tag).toBe(added.tag);
    const put = (name: string) =>
      request('PUT', `${path}/${id}`, { body: { ...first, name }, headers: { 'if-match': tag } });
    const outcomes = await Promise.all(['Second', 'Other'].map(put));
    expect(outcomes.map(({ status }) => status).sort()).toEqual([200, 412]);
    const refused = outcomes.find(({ status }) => status === 412)!;
    expect(codeOf(refused.answer)).toBe('precondition-failed');
    expect(refused.answer.detail).toContain('got "1", but it is "2" now');
    const gone = await request('DELETE', `${path}/${id}`, { headers: { 'if-match': tag } });
    expect(gone.status).toBe(412);
    const listed = { 'if-match': `"7", ${outcomes.find(({ status }) => status === 200)!.tag}` };
    expect((await request('DELETE', `${path}/${id}`, { headers: listed })).status).toBe(204);
  });

  it.each([
    [undefined, 428, 'precondition-required'],
    ['1', 400, 'invalid-request'],
    ['W/"1"', 412, 'precondition-failed'],
  ])('is not changed with If-Match: %s', async (ifMatch, status, code) => {
    const id = resource === 'board' ? 'jetson-tx2' : 'lte';
    for (const method of ['PUT', 'DELETE'] as const) {
      const headers = { 'if-match': ifMatch } as Record<string, string>;
      if (ifMatch === undefined) delete headers['if-match'];
      const response = await fetch(`${service.url}${path}/${id}`, {
        method,
        headers: {
          authorization: `Bearer ${ADMIN_KEY}`,
          ...(method === 'PUT' && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(method === 'PUT' && { body: JSON.stringify(second) }),
      });
      expect({ method, status: response.status, code: codeOf(await json(response)) }).toEqual({
        method,
        status,
        code,
      });
    }
  });

  it('keeps every version, also when it is deleted, and a line of the log for every change', async () => {
    const id = `kept-${resource}`;
    await request('POST', path, { body: { id, ...first } });
    await request('PUT', `${path}/${id}`, { body: second });
    await request('DELETE', `${path}/${id}`);
    const { versions } = (await request('GET', `${path}/${id}/versions`)).answer;
    expect(versions).toMatchObject([
      { id, version: 1, ...first },
      { id, version: 2, ...second },
    ]);
    expect((await request('GET', `${path}/${id}/versions/1`)).answer).toEqual(versions[0]);
    for (const version of ['3', '0', 'x', '99999999999']) {
      expect((await request('GET', `${path}/${id}/versions/${version}`)).status).toBe(404);
    }
    expect((await request('GET', `${path}/never-was/versions`)).status).toBe(404);
    const lines = await changesOf(resource, id);
    expect(lines).toMatchObject([
      { action: 'delete', before: versions[1], after: null },
      { action: 'replace', before: versions[0], after: versions[1] },
      { action: 'create', before: null, after: versions[0] },
    ]);
    for (const line of lines) {
      expect(line).toMatchObject({ actor: 'ADMIN_KEY', keyId: null, requestId: expect.any(String) });
    }
  });
});

describe('the log of changes', () => {
  it('names the key that made a change, and holds no secret', async () => {
    const { id, key } = (await request('POST', '/keys', { body: { name: 'workshop', role: 'admin' } }))
      .answer;
    const headers = { authorization: `Bearer ${key}` };
    await request('POST', '/links', { body: { id: 'by-workshop', ...LINK }, headers });
    expect(await changesOf('link', 'by-workshop')).toMatchObject([{ actor: 'workshop', keyId: id }]);
    await request('DELETE', `/keys/${id}`);
    await request('DELETE', `/keys/${id}`);
    const lines = await changesOf('key', id);
    expect(lines).toMatchObject([
      { action: 'revoke', before: { revokedAt: null }, after: { revokedAt: expect.any(String) } },
      { action: 'create', before: null, after: { name: 'workshop', role: 'admin' } },
    ]);
    expect(JSON.stringify(lines)).not.toContain(key.split('_')[2]);
  });

  it('says which set became active, once, and which network was deleted', async () => {
    await request('POST', '/boards', { body: { id: 'sets', ...PROFILE } });
    await request('POST', '/boards/sets/coefficient-sets', { body: ENTERED_COEFFICIENTS });
    const before = await request('GET', '/boards/sets');
    const shown = await request('GET', '/boards/sets/coefficient-sets/1');
    expect(shown.tag).toBe('"1-draft"');
    const activate = (ifMatch: string) =>
      request('POST', '/boards/sets/coefficient-sets/1/activate', { headers: { 'if-match': ifMatch } });
    expect((await activate('"1-retired"')).status).toBe(412);
    expect((await activate(shown.tag)).tag).toBe('"1-active"');
    await activate('*');
    expect((await request('GET', '/boards/sets')).tag).not.toBe(before.tag);
    expect(await changesOf('coefficient-set', 'sets/1')).toMatchObject([
      { action: 'activate', before: { status: 'draft' }, after: { status: 'active' } },
      { action: 'create', before: null, after: { status: 'draft' } },
    ]);
    const layers = [{ kind: 'softmax' }];
    const { id } = (await request('POST', '/networks', { body: { inputs: [{ shape: [1, 3] }], layers } }))
      .answer;
    await request('DELETE', `/networks/${id}`);
    expect(await changesOf('network', id)).toMatchObject([{ action: 'delete', after: null }]);
    const again = await request('POST', '/networks', { body: { inputs: [{ shape: [1, 3] }], layers } });
    expect(again).toMatchObject({ status: 201, answer: { id } });
  });

  it('comes page by page, the newest first', async () => {
    const all = (await request('GET', '/audit?limit=200')).answer;
    const paged: unknown[] = [];
    let place = '';
    for (let page = 0; page < 100; page++) {
      const { lines, next } = (await request('GET', `/audit?limit=3${place}`)).answer;
      paged.push(...lines);
      if (next === null) break;
      place = `&after=${next}`;
    }
    expect(paged).toEqual(all.lines);
    expect(all.lines.length).toBeGreaterThan(9);
  });

  it.each(['?limit=0', '?resource=plan', '?after=x', '?after=WyIwIl0', '?unknown=1'])(
    'refuses %s',
    async (query) => {
      expect((await request('GET', `/audit${query}`)).status).toBe(400);
    },
  );
});

describe('a saved plan', () => {
  it('stays explainable when its board changed and was deleted', async () => {
    const { status, answer: source } = await request('GET', '/boards/jetson-tx2/coefficient-sets');
    expect(status).toBe(200);
    const saved = (await request('POST', '/plans?save=true', { body: ALEXNET_OVER_WIFI })).answer;
    const { board, boardVersion, coefficientSets } = saved.device;
    const [coefficientSet] = coefficientSets;
    expect({ board, boardVersion }).toEqual({ board: 'jetson-tx2', boardVersion: 1 });
    await request('PUT', '/boards/jetson-tx2', { body: { ...PROFILE, name: 'Replaced' } });
    await request('DELETE', '/boards/jetson-tx2');
    expect((await request('GET', `/plans/${saved.id}`)).answer).toEqual(saved);
    const named = (await request('GET', `/boards/${board}/versions/${boardVersion}`)).answer;
    expect(named.name).not.toBe('Replaced');
    const set = await request('GET', `/boards/${board}/coefficient-sets/${coefficientSet.version}`);
    expect(set).toMatchObject({ status: 200, answer: { status: 'retired', energy: expect.any(Object) } });
    expect((await request('GET', `/boards/${board}/coefficient-sets`)).answer.coefficientSets).toHaveLength(
      source.coefficientSets.length,
    );
  });
});
