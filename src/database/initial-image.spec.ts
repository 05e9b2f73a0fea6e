import { MIGRATIONS } from '../../migrations/index.js';
import { Engine } from './engine.js';
import { SEEDED_BOARDS } from './seeds/boards.js';

it('lets a new database begin with the schema and with what comes with the program', async () => {
  const engine = await Engine.open('memory://');
  const { rows: migrations } = await engine.query('SELECT name FROM migration ORDER BY id');
  expect(migrations).toEqual(MIGRATIONS.map(({ name }) => ({ name })));
  const { rows: boards } = await engine.query('SELECT id FROM board ORDER BY id');
  expect(boards).toEqual(SEEDED_BOARDS.map(({ id }) => ({ id })).sort((a, b) => (a.id < b.id ? -1 : 1)));
  await engine.close();
}, 60_000);
