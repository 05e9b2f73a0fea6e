import { setTimeout } from 'node:timers/promises';
import { ADMIN_KEY, asAdministrator, call, codeOf, type Call } from '../support/administrator.js';
import { json, startTestService, type TestService } from '../support/service.js';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ ADMIN_KEY, PLANNING_ACCESS: 'keys' });
}, 60_000);

afterAll(() => service.stop());

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

const request = async (method: Call['method'], path: string, options: Partial<Call> = {}) => {
  const response = await call(service, { method, path, ...options });
  return { status: response.status, answer: response.status === 204 ? null : await json(response), response };
};

const makeKey = async (body: unknown): Promise<{ id: string; key: string }> =>
  (await request('POST', '/keys', { body })).answer;

interface Operation {
  readonly method: Call['method'];
  readonly path: string;
  readonly role: string | undefined;
}

/** What is no operation of the API: the pages, which hold no data. */
const PAGES: readonly Operation[] = [
  { method: 'GET', path: '/', role: 'anyone' },
  { method: 'GET', path: '/assets/no-such-thing', role: 'anyone' },
];

/** Every operation of the description that the service itself gives. */
async function operations(): Promise<Operation[]> {
  const { paths } = await json(await fetch(`${service.url}/openapi.json`));
  return Object.entries<Record<string, Record<string, string>>>(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase() as Call['method'],
      path: path.replaceAll(/\{\w+\}/g, 'no-such-thing'),
      role: operation['x-required-role'],
    })),
  );
}

describe('every operation', () => {
  const RANKS = ['reader', 'planner', 'admin'];

  /** A key of each role, and headers that are none. */
  async function holders(): Promise<Record<string, { headers: Record<string, string>; rank: number }>> {
    const byRole = await Promise.all(
      RANKS.map(async (role, rank) => {
        const { key } = await makeKey({ name: `matrix ${role}`, role });
        return [role, { headers: bearer(key), rank }] as const;
      }),
    );
    const expiresAt = new Date(Date.now() + 1_000).toISOString();
    const expired = await makeKey({ name: 'matrix expired', role: 'admin', expiresAt });
    const revoked = await makeKey({ name: 'matrix revoked', role: 'admin' });
    expect((await request('DELETE', `/keys/${revoked.id}`)).status).toBe(204);
    await setTimeout(1_100);
    const none = (headers: Record<string, string>) => ({ headers, rank: -1 });
    return {
      ...Object.fromEntries(byRole),
      'no key': none({ authorization: '' }),
      'a bad key': none(bearer(`cutpoint_${'0'.repeat(16)}_${'A'.repeat(43)}`)),
      'no key of this service': none(bearer('something else')),
      'a wrong secret': none(bearer(revoked.key.replace(revoked.id, expired.id))),
      'an expired key': none(bearer(expired.key)),
      'a revoked key': none(bearer(revoked.key)),
    };
  }

  it('lets in whoever has its role or a higher one, and nobody else', async () => {
    const wrong: string[] = [];
    const all = [...(await operations()), ...PAGES];
    expect(all.length).toBeGreaterThan(25);
    for (const [holder, { headers, rank }] of Object.entries(await holders())) {
      for (const { method, path, role } of all) {
        const { authorization, ...rest } = headers;
        const response = await fetch(service.url + path, {
          method,
          headers: authorization === '' ? rest : { authorization: authorization! },
        });
        await response.arrayBuffer();
        const required = role === 'anyone' ? -1 : RANKS.indexOf(role ?? '');
        const refused = rank === -1 ? 401 : 403;
        const isRight =
          role !== undefined &&
          (role === 'anyone' || rank >= required
            ? response.status !== 401 && response.status !== 403
            : response.status === refused);
        if (!isRight) wrong.push(`${holder}: ${method} ${path} (${role}) answered ${response.status}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it('asks for the role admin where boards, coefficients, links or keys are written', async () => {
    const writing = (await operations()).filter(
      ({ method, path }) => method !== 'GET' && /^\/(boards|links|keys)/.test(path),
    );
    expect(writing.length).toBeGreaterThanOrEqual(11);
    expect(writing.filter(({ role }) => role !== 'admin')).toEqual([]);
  });
});

describe('a key', () => {
  it('is shown once, and afterwards only described', async () => {
    const made = await request('POST', '/keys', {
      body: { name: 'shown once', role: 'planner', expiresAt: '2999-01-01T00:00:00Z' },
    });
    expect(made.status).toBe(201);
    expect(made.response.headers.get('cache-control')).toBe('no-store');
    const { key, ...described } = made.answer;
    expect(key).toMatch(new RegExp(`^cutpoint_${described.id}_[\\w-]{43}$`));
    expect(described).toEqual({
      id: expect.any(String),
      name: 'shown once',
      role: 'planner',
      createdAt: expect.any(String),
      expiresAt: '2999-01-01T00:00:00.000Z',
      lastUsedAt: null,
      revokedAt: null,
    });
    expect((await request('GET', `/keys/${described.id}`)).answer).toEqual(described);
    expect((await request('GET', '/keys')).answer.keys).toContainEqual(described);
  });

  it('says when it was last used, and when it was revoked', async () => {
    const { id, key } = await makeKey({ name: 'used', role: 'reader' });
    expect((await request('GET', '/boards', { headers: bearer(key) })).status).toBe(200);
    await request('DELETE', `/keys/${id}`);
    expect((await request('GET', '/boards', { headers: bearer(key) })).status).toBe(401);
    const { lastUsedAt, revokedAt } = (await request('GET', `/keys/${id}`)).answer;
    expect(Date.parse(lastUsedAt)).toBeLessThanOrEqual(Date.parse(revokedAt));
    await request('DELETE', `/keys/${id}`);
    expect((await request('GET', `/keys/${id}`)).answer.revokedAt).toBe(revokedAt);
  });

  it.each([
    [{ name: 'x', role: 'owner' }, '/role'],
    [{ name: '', role: 'admin' }, '/name'],
    [{ name: 'x', role: 'admin', expiresAt: '2020-01-01T00:00:00Z' }, '/expiresAt'],
    [{ name: 'x', role: 'admin', expiresAt: '2999-13-01T00:00:00Z' }, '/expiresAt'],
    [{ name: 'x', role: 'admin', expiresAt: 'tomorrow' }, '/expiresAt'],
    [{ name: 'x', role: 'admin', hash: 'x' }, '/hash'],
  ])('is refused for %j', async (body, pointer) => {
    const { status, answer } = await request('POST', '/keys', { body });
    expect({ status, code: codeOf(answer) }).toEqual({ status: 400, code: 'invalid-request' });
    expect(answer.errors[0].pointer).toBe(pointer);
  });

  it('that is not known is not found', async () => {
    for (const id of ['0'.repeat(16), 'x']) {
      expect((await request('GET', `/keys/${id}`)).status).toBe(404);
      expect((await request('DELETE', `/keys/${id}`)).status).toBe(404);
    }
  });
});

describe('an address that shows keys that do not hold', () => {
  it('is made to wait, and its attempts are logged without what it showed', async () => {
    const strict = await startTestService({ ADMIN_KEY, FAILED_ATTEMPT_LIMIT: '3' });
    const show = (authorization: string) => fetch(`${strict.url}/boards`, { headers: { authorization } });
    for (const _ of [1, 2, 3]) {
      const refused = await show('Bearer a-secret-that-was-mistyped');
      expect(refused.status).toBe(401);
      expect(refused.headers.get('www-authenticate')).toBe('Bearer');
    }
    const limited = await show(asAdministrator.authorization);
    expect(limited.status).toBe(429);
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThanOrEqual(50);
    expect(codeOf(await json(limited))).toBe('too-many-failures');
    expect((await fetch(`${strict.url}/boards`)).status).toBe(200); // planning is open, and it showed no key
    expect(strict.output().match(/refused .*127\.0\.0\.1: got no key of this service/g)).toHaveLength(3);
    expect(strict.output()).not.toContain('mistyped');
    await strict.stop();
  }, 60_000);
});
