import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MIGRATIONS } from '../../migrations/index.js';
import { Engine } from './engine.js';
import { unpackInitialImage } from './initial-image.js';
import { SEEDED_BOARDS } from './seeds/boards.js';

describe('the files that the build has prepared', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cutpoint-image-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('are those of a database with the schema and with what comes with the program', async () => {
    await expectNewDatabase('memory://');
  }, 60_000);

  it('make a folder with the same, in the place of one that was cut short', async () => {
    const place = join(folder, 'postgres');
    await mkdir(`${place}.new/base`, { recursive: true });
    await writeFile(`${place}.new/base/cut-short`, 'half');
    await unpackInitialImage(place);
    expect(await readdir(folder)).toEqual(['postgres']);
    expect(await readdir(join(place, 'base'))).not.toContain('cut-short');
    await expectNewDatabase(place);
  }, 60_000);
});

async function expectNewDatabase(place: string): Promise<void> {
  const engine = await Engine.open(place);
  const { rows: migrations } = await engine.query('SELECT name FROM migration ORDER BY id');
  expect(migrations).toEqual(MIGRATIONS.map(({ name }) => ({ name })));
  const { rows: boards } = await engine.query('SELECT id FROM board ORDER BY id');
  expect(boards).toEqual(SEEDED_BOARDS.map(({ id }) => ({ id })).sort((a, b) => (a.id < b.id ? -1 : 1)));
  await engine.close();
}
