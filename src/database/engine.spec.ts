import { Engine, type EngineModule } from './engine.js';

/** The compiled module of an engine, and what it watches already. */
interface Inside {
  readonly mod: EngineModule;
  watched: EngineModule | null;
}

let engine: Engine;
let inside: Inside;

beforeEach(async () => {
  engine = await Engine.open('memory://');
  inside = engine as unknown as Inside;
}, 60_000);

afterEach(() => engine.close());

describe('the engine', () => {
  it('has every statement pass through the function that executes, and every failed one through the way out', async () => {
    const passed: string[] = [];
    const { mod } = inside;
    const { _PostgresMainLoopOnce: execute, stackRestore } = mod;
    mod._PostgresMainLoopOnce = () => {
      passed.push('execute');
      execute();
    };
    mod.stackRestore = (pointer) => {
      passed.push('restore');
      stackRestore(pointer);
    };
    expect((await engine.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    expect(new Set(passed)).toEqual(new Set(['execute']));
    await expect(engine.query('SELECT 1 / 0')).rejects.toThrow('division by zero');
    expect(new Set(passed)).toEqual(new Set(['execute', 'restore']));
  });

  it.each(['_PostgresMainLoopOnce', 'stackRestore'] as const)(
    'executes nothing on a module without %s, and says so',
    async (name) => {
      const { mod } = inside;
      const whole = { ...mod };
      Reflect.deleteProperty(mod, name);
      inside.watched = null;
      await expect(engine.query('SELECT 1')).rejects.toThrow(`PGlite: got no ${name}, expected a function`);
      Object.assign(mod, { [name]: whole[name] });
    },
  );
});
