import { existsSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import type {
  CutPageDto,
  LayerListDto,
  NetworkDetailDto,
  NetworkPageDto,
} from '../../src/networks/network-answer.dto.js';
import { ZOO } from '../../src/core/index.js';
import { RESIDUAL_BLOCK } from '../../src/networks/examples/residual-block.js';
import { buildModel } from '../../src/onnx/testing/build-model.js';
import { ADMIN_KEY, call } from '../support/administrator.js';
import { largeModel } from '../support/large-model.js';
import { json, startTestService, type TestService } from '../support/service.js';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ ADMIN_KEY });
}, 60_000);

afterAll(() => service.stop());

const get = (path: string) => fetch(service.url + path);

const upload = (model: Uint8Array, query = '') =>
  fetch(`${service.url}/networks${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: model as Uint8Array<ArrayBuffer>,
  });

const uploadForm = (model: Uint8Array, query = '') => {
  const form = new FormData();
  form.append('model', new Blob([model]), 'model.onnx');
  return fetch(`${service.url}/networks${query}`, { method: 'POST', body: form });
};

/** How many files were imported in a thread. */
const imports = async (): Promise<number> => {
  const text = await (await get('/metrics')).text();
  return Number(/^cutpoint_worker_jobs_total\{kind="import"\} (\d+)$/m.exec(text)?.[1] ?? 0);
};

/** y = relu(conv(x)), 3×3 with 8 kernels on a 4-channel image whose batch is open. */
const CONV_RELU = buildModel({
  inputs: { x: ['batch', 4, 16, 16] },
  initializers: [{ name: 'w', dims: [8n, 4n, 3n, 3n], dataType: 1, rawData: new Uint8Array(8 * 4 * 9 * 4) }],
  nodes: [
    { opType: 'Conv', name: 'conv', input: ['x', 'w'], output: ['features'] },
    { opType: 'Relu', name: 'relu', input: ['features'], output: ['y'] },
  ],
  outputs: ['y'],
});

describe('POST /networks', () => {
  it('stores a description that branches, once', async () => {
    const first = await service.post('/networks', RESIDUAL_BLOCK);
    expect(first.status).toBe(201);
    const network: NetworkDetailDto = await json(first);
    // two 3×3 convolutions 64 → 64 at 56×56: 2 · 64 · 56² · 64 · 9 MACs, 2 · (64 · 64 · 9 + 64) weights
    expect(network).toMatchObject({ origin: 'description', layers: 5, macs: 231_211_008, weights: 73_856 });
    expect(first.headers.get('location')).toBe(`/networks/${network.id}`);
    const again = await service.post('/networks', { ...RESIDUAL_BLOCK, name: 'another-name' });
    expect(again.status).toBe(200);
    expect(await json(again)).toEqual(network);
  });

  it('imports an ONNX file as it is, and the same file in a form as the same network', async () => {
    const first = await upload(CONV_RELU, '?batch=2&name=tiny');
    expect(first.status).toBe(201);
    const network: NetworkDetailDto = await json(first);
    // 2 · 8 · 14² outputs · 4 · 9 MACs; 8 · 4 · 9 weights
    expect(network).toMatchObject({ name: 'tiny', origin: 'onnx', layers: 2, macs: 112_896, weights: 288 });
    expect(network.inputs).toEqual([{ name: 'x', shape: [2, 4, 16, 16], dataType: 'float32', bytes: 8192 }]);
    expect(network.outputs).toEqual([
      { name: 'y', shape: [2, 8, 14, 14], dataType: 'float32', bytes: 12_544 },
    ]);
    const again = await uploadForm(CONV_RELU, '?shape=x:2,4,16,16');
    expect(again.status).toBe(200);
    expect((await json(again)).id).toBe(network.id);
  });

  it('keeps the names of the tensors and nodes of the file', async () => {
    const { id }: NetworkDetailDto = await json(await upload(CONV_RELU, '?dimension=batch:1'));
    const { layers }: LayerListDto = await json(await get(`/networks/${id}/layers`));
    expect(layers).toMatchObject([
      {
        name: 'conv',
        kind: 'convolution',
        layerClass: 'convolution',
        inputs: ['x'],
        outputs: [{ name: 'features', shape: [1, 8, 14, 14], bytes: 6272 }],
        kernels: 8,
        macs: 56_448,
        weights: 288,
        inputBytes: 4096,
        outputBytes: 6272,
        sources: ['conv'],
      },
      {
        name: 'relu',
        kind: 'activation',
        layerClass: 'memory-bound',
        kernels: null,
        macs: 0,
        sources: ['relu'],
      },
    ]);
  });

  it('imports a large file in a thread, and the same network of it as of a description', async () => {
    const names = Array.from({ length: 2_001 }, (_, index) => (index === 0 ? 'x' : `h${index}`));
    const large = buildModel({
      inputs: { x: [1, 64] },
      nodes: names.slice(1).map((name, index) => ({
        name: `relu${index}`,
        opType: 'Relu',
        input: [names[index]!],
        output: [name],
      })),
      outputs: [names.at(-1)!],
    });
    const before = await imports();
    const response = await upload(large);
    expect(response.status).toBe(201);
    const imported = await json(response);
    expect(imported).toMatchObject({ origin: 'onnx', layers: 2_000, macs: 0, inputs: [{ shape: [1, 64] }] });
    expect(await imports()).toBe(before + 1);
    expect((await upload(large)).status).toBe(200);
    expect(await json(await fetch(`${service.url}/networks/${imported.id}`))).toEqual(imported);
    const small = await upload(CONV_RELU, '?batch=1');
    expect((await json(small)).layers).toBe(2);
    expect(await imports()).toBe(before + 2);
  });

  it('refuses a large file in the words of a small one', async () => {
    const nodes = Array.from({ length: 1_000 }, (_, index) => ({
      name: `unknown${index}`,
      opType: 'Unknown',
      input: ['x'],
      output: [`h${index}`],
    }));
    const refused = await upload(buildModel({ inputs: { x: [1] }, nodes, outputs: ['h0'] }));
    const { type, errors } = await json(refused);
    expect([refused.status, type]).toEqual([422, 'urn:cutpoint:problem:unsupported-operator']);
    expect(errors[0].pointer).toBe('/nodes/unknown0');
  });

  it('asks for the sizes that a file leaves open', async () => {
    const answer = await upload(CONV_RELU);
    expect(answer.status).toBe(422);
    expect(await json(answer)).toMatchObject({
      type: 'urn:cutpoint:problem:unbound-dimension',
      detail: expect.stringContaining("'batch' of input 'x'"),
      errors: [{ pointer: '?shape', accepted: expect.stringContaining('batch=1') }],
    });
  });

  it.each([
    ['?batch=0', '?batch', /at least 1/],
    ['?batch=many', '?batch', /an integer/],
    ['?shape=x', '?shape', /name:size/],
    ['?shape=x:1,0,2', '?shape', /at least 1/],
    ['?dimension=batch:-1', '?dimension', /name:size/],
    ['?bacth=1', '?bacth', /one of name, shape, dimension, batch/],
  ])('refuses the query %s', async (query, pointer, accepted) => {
    const answer = await upload(CONV_RELU, query);
    expect(answer.status).toBe(400);
    expect((await json(answer)).errors).toContainEqual(
      expect.objectContaining({ pointer, accepted: expect.stringMatching(accepted) }),
    );
  });

  it.each([
    ['an empty file', new Uint8Array(0)],
    ['a truncated file', CONV_RELU.subarray(0, 100)],
    ['a file of zeros', new Uint8Array(1000)],
    ['a file that is something else', Buffer.from('%PDF-1.7 '.repeat(100))],
  ])('refuses %s', async (_name, model) => {
    const answer = await upload(model);
    expect(answer.status).toBe(422);
    expect((await json(answer)).type).toMatch(/malformed-file|invalid-model/);
  });

  it('names the nodes whose operators it does not know', async () => {
    const unknown = buildModel({
      inputs: { x: [1, 4] },
      nodes: [{ opType: 'Teleport', name: 'beam', input: ['x'], output: ['y'] }],
      outputs: ['y'],
    });
    const answer = await json(await upload(unknown));
    expect(answer).toMatchObject({
      type: 'urn:cutpoint:problem:unsupported-operator',
      errors: [{ pointer: '/nodes/beam', detail: expect.stringContaining('Teleport') }],
    });
  });

  it('refuses a form without a file', async () => {
    const form = new FormData();
    form.append('name', 'x');
    const answer = await fetch(`${service.url}/networks`, { method: 'POST', body: form });
    expect(answer.status).toBe(400);
  });

  it.each([
    [
      'a cycle',
      [
        { kind: 'activation', function: 'relu', name: 'a', inputs: ['b'] },
        { kind: 'activation', function: 'relu', name: 'b', inputs: ['a'] },
      ],
      'cycle',
      '/layers/0/inputs',
    ],
    [
      'a tensor that nobody makes',
      [{ kind: 'activation', function: 'relu', inputs: ['ghost'] }],
      'undefined-tensor',
      '/layers/0/inputs',
    ],
    [
      'operands that cannot be broadcast',
      [{ kind: 'element-wise', function: 'add', weights: [{ shape: [5] }] }],
      'shape-mismatch',
      '/layers/0',
    ],
  ])('refuses %s, naming the layer', async (_name, layers, code, pointer) => {
    const answer = await service.post('/networks', { inputs: [{ shape: [1, 8] }], layers });
    expect(answer.status).toBe(422);
    const problem = await json(answer);
    expect(problem.type).toBe(`urn:cutpoint:problem:${code}`);
    expect(problem.errors[0].pointer).toMatch(new RegExp(`^${pointer}`));
  });

  it('survives 500 mutated files without a failure of its own', async () => {
    let state = 20_260_101;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; // Numerical Recipes' generator
      return Math.floor((state / 2 ** 32) * below);
    };
    const statuses = new Set<number>();
    for (let round = 0; round < 500; round++) {
      const mutated = Uint8Array.from(CONV_RELU.subarray(0, 250 + random(CONV_RELU.length - 250)));
      for (let change = 0; change <= random(4); change++) mutated[random(250)] = random(256);
      statuses.add((await upload(mutated, '?batch=1')).status);
    }
    expect([...statuses].filter((status) => status >= 500)).toEqual([]);
    expect(statuses).toContain(422);
  }, 60_000);

  const rssBytes = (): number =>
    1024 * Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${service.pid}/status`, 'utf8'))![1]);

  (existsSync('/proc/self/status') ? it : it.skip)(
    'imports 2 GB of weights with less than 200 MB of memory more',
    async () => {
      const before = rssBytes();
      let highest = before;
      const watch = setInterval(() => (highest = Math.max(highest, rssBytes())), 20);
      const answer = await fetch(`${service.url}/networks`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: Readable.toWeb(Readable.from(largeModel(16_384, 32_768))) as ReadableStream,
        duplex: 'half',
      });
      clearInterval(watch);
      expect(answer.status).toBe(201);
      expect(await json(answer)).toMatchObject({ macs: 2 ** 29, weights: 2 ** 29, layers: 1 });
      expect(highest - before).toBeLessThan(200 * 2 ** 20);
    },
    120_000,
  );
});

describe('GET /networks', () => {
  it('has the zoo from the start, page by page, each network once', async () => {
    const seen: string[] = [];
    let path = '/networks?limit=10';
    for (;;) {
      const page: NetworkPageDto = await json(await get(path));
      expect(page.networks.length).toBeLessThanOrEqual(10);
      seen.push(...page.networks.filter(({ origin }) => origin === 'zoo').map(({ id }) => id));
      if (page.next === null) break;
      path = `/networks?limit=10&after=${page.next}`;
    }
    expect(seen).toContain('resnet-50');
    expect(seen).toHaveLength(ZOO.length);
    expect(new Set(seen).size).toBe(ZOO.length);
  });

  it('searches in names', async () => {
    const page: NetworkPageDto = await json(await get('/networks?search=MobileNet'));
    expect(page.networks.map(({ id }) => id)).toEqual([
      'mobilenet-v1',
      'mobilenet-v2',
      'mobilenet-v3-large',
      'mobilenet-v3-small',
    ]);
  });

  it.each(['?limit=0', '?limit=1e9', '?after=nonsense', '?search=', '?search=%00'])(
    'refuses %s',
    async (query) => {
      expect((await get(`/networks${query}`)).status).toBe(400);
    },
  );

  it('shows the totals of a network of the zoo', async () => {
    // torchvision: 25 557 032 parameters, 4.089 GMACs
    expect(await json(await get('/networks/resnet-50'))).toMatchObject({
      origin: 'zoo',
      macs: 4_089_184_256,
      weights: 25_557_032,
      inputs: [{ shape: [1, 3, 224, 224] }],
      outputs: [{ shape: [1, 1000] }],
    });
  });

  it.each(['/networks/no-such', '/networks/a%00b', '/networks/no-such/layers'])(
    'has nothing at %s',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );
});

describe('GET /networks/{id}/cuts', () => {
  it('lists every cut of a residual block with what crosses', async () => {
    const { id }: NetworkDetailDto = await json(await service.post('/networks', RESIDUAL_BLOCK));
    const page: CutPageDto = await json(await get(`/networks/${id}/cuts`));
    expect(page).toMatchObject({ count: 6, complete: true, next: null });
    const crossing = page.cuts.map(({ layers, crossingTensors, crossingBytes }) => [
      layers,
      crossingTensors.map(({ name }) => name),
      crossingBytes,
    ]);
    // all tensors are [1, 64, 56, 56] float32: 802 816 B; the image is needed by the sum as long as that is outside
    expect(crossing).toEqual([
      [0, ['image'], 802_816],
      [1, ['image', 'conv1'], 1_605_632],
      [2, ['image', 'relu1'], 1_605_632],
      [3, ['image', 'conv2'], 1_605_632],
      [4, ['sum'], 802_816],
      [5, [], 0],
    ]);
    expect(page.cuts[4]).toMatchObject({ adds: ['sum'], beyond: 3 });
  });

  it('pages through the cuts of a network of the zoo', async () => {
    const first: CutPageDto = await json(await get('/networks/googlenet/cuts?limit=100'));
    expect(first.cuts).toHaveLength(100);
    expect(first.next).toBe(100);
    const last: CutPageDto = await json(await get(`/networks/googlenet/cuts?from=${first.count - 1}`));
    expect(last.cuts).toMatchObject([{ crossingTensors: [], crossingBytes: 0 }]);
    expect(await json(await get(`/networks/googlenet/cuts?from=${first.count}`))).toMatchObject({ cuts: [] });
  });

  it.each(['?from=-1', '?limit=0', '?from=x'])('refuses %s', async (query) => {
    expect((await get(`/networks/resnet-18/cuts${query}`)).status).toBe(400);
  });
});

describe('DELETE /networks/{id}', () => {
  const remove = (id: string) => call(service, { method: 'DELETE', path: `/networks/${id}` });

  it('deletes a network that was stored', async () => {
    const layers = [{ kind: 'softmax' }];
    const { id }: NetworkDetailDto = await json(
      await service.post('/networks', { inputs: [{ shape: [1, 9] }], layers }),
    );
    expect((await remove(id)).status).toBe(204);
    expect((await get(`/networks/${id}`)).status).toBe(404);
    expect((await remove(id)).status).toBe(404);
  });

  it('leaves the zoo alone', async () => {
    const answer = await remove('resnet-50');
    expect(answer.status).toBe(409);
    expect((await get('/networks/resnet-50')).status).toBe(200);
  });
});

describe('the zoo', () => {
  it('builds a network with other parameters and stores it', async () => {
    const answer = await service.post('/zoo/mobilenet-v1/networks', { width: 0.5, resolution: 160 });
    expect(answer.status).toBe(201);
    // MLPerf's table: 76 M MACs for MobileNet v1 0.5 at 160
    expect((await json(answer)).macs / 1e6).toBeCloseTo(76, -1);
  });

  it('refuses parameters that it does not have or that are out of range', async () => {
    for (const body of [{ width: 99 }, { depth: 1 }, { width: 'wide' }, { width: null }]) {
      expect((await service.post('/zoo/mobilenet-v1/networks', body)).status).toBeGreaterThanOrEqual(400);
    }
    expect((await service.post('/zoo/no-such/networks', {})).status).toBe(422);
    expect((await service.post('/zoo/mobilenet-v1/networks', [])).status).toBe(400);
  });

  it('lists what its networks can be built with', async () => {
    const { networks } = await json(await get('/zoo'));
    expect(networks).toHaveLength(ZOO.length);
    const nas = networks.find(({ id }: { id: string }) => id === 'nas-bench-201');
    expect(nas.parameters.map(({ name }: { name: string }) => name)).toContain('cell');
  });
});
