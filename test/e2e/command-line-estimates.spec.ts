import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cutpoint } from '../support/command-line.js';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers, whose form the assertions check */
const PI5 = ['--device', 'raspberry-pi-5', '--device-runtime', 'ONNX Runtime'];

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cutpoint-cli-'));
});

afterAll(() => rm(folder, { recursive: true }));

const linesOf = (stdout: string): any[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('cutpoint estimate', () => {
  it('shows each part of the model, and in JSON the answer of POST /estimates', async () => {
    const [shown, programmatic] = await Promise.all([
      cutpoint('estimate', 'lenet-5', ...PI5, '--layers', '--battery', '10'),
      cutpoint('estimate', 'lenet-5', ...PI5, '--battery', '10', '--json'),
    ]);
    expect([shown.code, shown.stderr]).toEqual([0, '']);
    expect(shown.stdout).toMatch(/│ perInference +│/);
    expect(shown.stdout).toMatch(/│ conv2 +│ convolution +│/);
    const { networks, estimates } = JSON.parse(programmatic.stdout);
    expect(networks[0].name).toBe('lenet-5');
    expect(estimates[0].inferencesPerBattery).toBeCloseTo(36_000 / estimates[0].energyJ, 6);
    expect(shown.stdout).toContain(`${Number(estimates[0].latencyMs.toPrecision(3))}`);
  }, 20_000);

  it('names the option at fault', async () => {
    const { code, stderr } = await cutpoint('estimate', 'lenet-5', ...PI5, '--battery', 'full');
    expect(code).toBe(2);
    expect(stderr).toContain('--battery: got NaN; expected a number above 0');
  }, 20_000);
});

describe('cutpoint rank', () => {
  it('ranks the candidates of a file, and says what is wrong with the others', async () => {
    const candidates = join(folder, 'candidates.ndjson');
    const written = [
      { networkId: 'resnet-18', measured: [{ energyJ: 2 }] },
      { zoo: 'lenet-5', measured: [{ energyJ: 1 }] },
      { networkId: 'nobody' },
    ];
    await writeFile(candidates, written.map((own) => JSON.stringify(own)).join('\n'));
    const [shown, programmatic] = await Promise.all([
      cutpoint('rank', '--candidates', candidates, ...PI5),
      cutpoint('rank', '--candidates', candidates, ...PI5, '--json'),
    ]);
    expect([shown.code, shown.stderr]).toEqual([0, '']);
    expect(shown.stdout).toMatch(/│ +1 │ lenet-5 +│[\s\S]+│ +2 │ resnet-18 +│/);
    expect(shown.stdout).toContain("candidate 2: network 'nobody' is not known");
    expect(shown.stdout).toContain("energy, Kendall's tau with 2 measured networks: 1 (MACs alone: 1)");
    const lines = linesOf(programmatic.stdout);
    expect(lines.map(({ kind }) => kind)).toEqual(['ranking', 'fault', 'place', 'place', 'agreement', 'end']);
  }, 20_000);

  it('weighs energy and latency by their prices', async () => {
    const prices = ['--goal', 'weightedSum', '--energy-price', '2', '--latency-price', '0.5'];
    const { code, stdout } = await cutpoint('rank', 'lenet-5', 'resnet-18', ...PI5, ...prices, '--json');
    expect(code).toBe(0);
    const places = linesOf(stdout).filter(({ kind }) => kind === 'place');
    const sums = places.map(({ energyJ, latencyMs }) => 2 * energyJ + 0.5 * latencyMs);
    expect(sums).toEqual(sums.toSorted((a, b) => a - b));
  }, 20_000);

  it('refuses a number that is none, and networks of which none can be ranked', async () => {
    const [noNumber, nobody] = await Promise.all([
      cutpoint('rank', 'lenet-5', ...PI5, '--top', 'many'),
      cutpoint('rank', 'nobody', ...PI5),
    ]);
    expect(noNumber.code).toBe(2);
    expect(noNumber.stderr).toContain('--top: got NaN; expected an integer at least 1');
    expect(nobody.code).toBe(2);
    expect(nobody.stderr).toContain('networks: got none that can be ranked');
  }, 20_000);
});

describe('cutpoint prune-advice', () => {
  it('writes a network that keeps to the budget', async () => {
    const file = join(folder, 'pruned.json');
    const budget = ['--max-energy', '0.00063', '--keep', '0.5', '-o', file];
    const { code, stdout, stderr } = await cutpoint('prune-advice', 'lenet-5', ...PI5, ...budget, '--json');
    expect([code, stderr]).toEqual([0, '']);
    const { schedule, notice } = JSON.parse(stdout);
    expect(notice).toContain('accuracy');
    expect(schedule.reachesBudget).toBe(true);
    expect(schedule.pruned.energyJ).toBeLessThanOrEqual(0.00063);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(schedule.pruned.network);
  }, 20_000);

  it('shows what goes together, and writes no network without a budget', async () => {
    const [shown, refused] = await Promise.all([
      cutpoint('prune-advice', 'resnet-18', ...PI5),
      cutpoint('prune-advice', 'lenet-5', ...PI5, '-o', join(folder, 'nothing.json')),
    ]);
    expect(shown.code).toBe(0);
    expect(shown.stdout).toMatch(/│ stem\.conv, layer1\.0\.2\.conv, layer1\.1\.2\.conv +│ +64 │/);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('expected --max-energy, --max-latency or both');
  }, 20_000);
});
