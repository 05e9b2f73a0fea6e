import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startTestService, type TestService } from '../support/service.js';

const BUILT = 'dist/explorer';
const MAX_PAGE_BYTES = 500_000;

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ PLANNING_ACCESS: 'keys' });
});

afterAll(() => service.stop());

const PAGES = ['/', '/admin'];

/** The addresses of what a page loads. */
async function assetsOf(page: string): Promise<string[]> {
  const html = await (await fetch(service.url + page)).text();
  return [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, path]) => path!);
}

describe.each(PAGES)('the page at %s', (page) => {
  it('is served to everyone, asked for anew each time, and may load nothing from elsewhere or inline', async () => {
    const { status, headers } = await fetch(service.url + page);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-cache');
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it.each([
    ['br', 'br'],
    ['gzip', 'gzip'],
    ['identity', null],
  ])(
    'has scripts and styles that keep for ever, as the client takes them (%s)',
    async (accepted, encoding) => {
      const assets = await assetsOf(page);
      expect(assets.some((path) => path.endsWith('.js'))).toBe(true);
      expect(assets.some((path) => path.endsWith('.css'))).toBe(true);
      for (const path of assets) {
        const { status, headers } = await fetch(`${service.url}/${path}`, {
          headers: { 'accept-encoding': accepted },
        });
        expect([path, status, headers.get('content-encoding')]).toEqual([path, 200, encoding]);
        expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      }
    },
  );
});

describe('the pages', () => {
  it('answer an asset that they do not have, or that lies elsewhere, with a problem document', async () => {
    for (const path of ['assets/no-such-thing.js', 'assets/..%2f..%2fpackage.json', 'assets/%00']) {
      const { status, headers } = await fetch(`${service.url}/${path}`);
      expect([path, status]).toEqual([path, 404]);
      expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    }
  });

  it('weigh at most 500 kB together, as they are sent', () => {
    const files = readdirSync(BUILT, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.br'),
    );
    expect(files.length).toBeGreaterThan(2);
    const bytes = files.reduce((sum, file) => sum + statSync(join(BUILT, file)).size, 0);
    expect(bytes).toBeLessThanOrEqual(MAX_PAGE_BYTES);
  });
});
