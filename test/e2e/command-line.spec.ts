import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cutpoint, execute } from '../support/command-line.js';
import { startRuntime } from '../support/onnx-runtime.js';
import { bitsOf } from '../support/split-model.js';
import { WEIGHTED_MODELS } from '../support/weighted-models.js';

const { bytes, feeds } = WEIGHTED_MODELS.residual!();
const BOARDS = [
  '--device',
  'raspberry-pi-5',
  '--device-runtime',
  'ONNX Runtime',
  '--edge',
  'server-nvidia-t4',
];

let folder: string;
let model: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cutpoint-cli-'));
  model = join(folder, 'model.onnx');
  await writeFile(model, bytes);
});

afterAll(() => rm(folder, { recursive: true }));

describe('cutpoint', () => {
  it('plans a model and divides it by the plan, without a server', async () => {
    const plan = join(folder, 'plan.json');
    const planned = await cutpoint('plan', model, ...BOARDS, '--rate', '100', '-o', plan);
    expect([planned.code, planned.stderr]).toEqual([0, '']);
    expect(planned.stdout).toContain('has the lowest latency of');
    const answer = JSON.parse(await readFile(plan, 'utf8'));
    const out = join(folder, 'by-plan');
    const divided = await cutpoint(
      'split',
      model,
      '--plan',
      plan,
      '--which',
      'edgeOnly',
      '-o',
      out,
      '--json',
    );
    expect([divided.code, divided.stderr]).toEqual([0, '']);
    const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8'));
    expect(JSON.parse(divided.stdout)).toEqual(manifest);
    expect(manifest.boundaries[0].bytes).toBe(answer.baselines.edgeOnly.bytesUp);
    expect(manifest.parts.map(({ file }: { file: string }) => file)).toEqual(['tail.onnx']);
  }, 20_000);

  it('divides at named tensors into parts that give what the whole gives', async () => {
    const out = join(folder, 'at-tensors');
    const { code, stdout } = await cutpoint('split', model, '--boundary', 'r1', '-o', out);
    expect(code).toBe(0);
    expect(stdout).toMatch(/r1 +│ r1 +│ 1×8×16×16 │ float32 │ +8192/);
    const runtime = startRuntime();
    const { r1 } = await runtime.run(await readFile(join(out, 'head.onnx')), feeds);
    const outputs = await runtime.run(await readFile(join(out, 'tail.onnx')), { r1: r1! });
    expect(bitsOf(outputs)).toEqual(bitsOf(await runtime.run(bytes, feeds)));
    runtime.stop();
  }, 20_000);

  it('leaves the parts of one division in a folder, and neither the model nor what is of something else in danger', async () => {
    const out = join(folder, 'twice');
    const splitTo = (...more: string[]) => cutpoint('split', model, '--boundary', 'r1', '-o', out, ...more);
    expect((await splitTo('--cloud-boundary', 'sum')).code).toBe(0);
    await writeFile(join(out, 'notes.txt'), 'mine');
    expect((await readdir(out)).sort()).toEqual([
      ...['head.onnx', 'manifest.json', 'middle.onnx', 'notes.txt', 'tail.onnx'],
    ]);
    const link = join(folder, 'link.onnx');
    await symlink(join(out, 'middle.onnx'), link);
    const over = await cutpoint('split', link, '--boundary', 'm3', 'r1', '-o', out);
    expect([over.code, over.stderr]).toEqual([2, expect.stringContaining('take the place of the model')]);
    expect((await splitTo()).code).toBe(0);
    expect((await readdir(out)).sort()).toEqual(['head.onnx', 'manifest.json', 'notes.txt', 'tail.onnx']);
    await writeFile(join(out, 'manifest.json'), '{ "name": "an application" }');
    const foreign = await splitTo();
    expect([foreign.code, foreign.stderr]).toEqual([2, expect.stringContaining('not that of a division')]);
    expect(await readFile(join(out, 'manifest.json'), 'utf8')).toContain('an application');
  }, 30_000);

  it.each<[string, string[], number, RegExp]>([
    ['helps', ['plan', '--help'], 0, /--rate <Mbit\/s>/],
    ['names an unknown option', ['split', 'model.onnx', '-o', 'out', '--fast'], 2, /unknown option '--fast'/],
    ['names what is missing', ['plan', 'resnet-18', '--device', 'jetson-tx2'], 2, /--edge/],
    [
      'names a rate that is none',
      ['plan', 'resnet-18', ...BOARDS, '--rate', '-3'],
      2,
      /--rate: got -3; expected/,
    ],
    [
      'names a file that is not there',
      ['split', 'nowhere.onnx', '--boundary', 'x', '-o', 'out'],
      2,
      /nowhere\.onnx/,
    ],
    ['asks for a plan or a boundary', ['split', 'package.json', '-o', 'out'], 2, /--plan or --boundary/],
    [
      'lists the boards',
      ['plan', 'resnet-18', '--device', 'x', '--edge', 'y', '--rate', '9'],
      3,
      /raspberry-pi-5/,
    ],
    ['refuses what is no model', ['split', 'package.json', '--boundary', 'x', '-o', 'out'], 3, /protobuf/],
    [
      'ends with 4 where no plan keeps to the constraints',
      ['plan', 'resnet-18', ...BOARDS, '--rate', '9', '--max-latency', '0'],
      4,
      /./,
    ],
  ])(
    '%s',
    async (_, arguments_, code, text) => {
      const ended = await cutpoint(...arguments_);
      expect([ended.code, ended.stdout + ended.stderr]).toEqual([code, expect.stringMatching(text)]);
    },
    20_000,
  );
});

describe('examples/split-inference', () => {
  it('gives bit for bit what the whole gives, and sends as many bytes as planned', async () => {
    const { code, stdout } = await execute('examples/split-inference/run.js');
    expect([code, stdout]).toEqual([0, expect.stringContaining('give bit for bit')]);
    expect(stdout).toContain('As many bytes cross as planned');
    // 16 channels of 64 × 64 float32 behind the first pooling
    expect(stdout).toMatch(/bytes to the edge +262144 +262144/);
  }, 60_000);
});
