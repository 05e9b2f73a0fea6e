import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { CALIBRATION } from '../../src/boards/examples/calibration.js';
import { ModelProtoSchema, TypeProtoSchema } from '../../src/onnx/proto/onnx_pb.js';
import { buildModel, node, type ModelSource } from '../../src/onnx/testing/build-model.js';
import { ALEXNET_OVER_WIFI } from '../../src/plans/examples/alexnet-over-wifi.js';
import type { ProblemCode } from '../../src/platform/problems/problem.js';
import { asAdministrator, call, type Call } from './administrator.js';
import { json, type TestService } from './service.js';

/** An operation as the description of the API has it. */
type OperationName = `${Call['method']} /${string}`;

interface Provoked {
  /** Null for what is refused before it is of an operation. */
  readonly operation: OperationName | null;
  readonly send: (service: TestService) => Promise<Response>;
}

/** What takes a state of the whole service, and so has a test of its own beside the table. */
interface Staged {
  readonly operation: OperationName;
  readonly stage: 'busy' | 'leaving' | 'many failures' | 'broken database' | 'held database';
}

/** What takes a machine or minutes: a spec that holds the code. */
interface Elsewhere {
  readonly spec: string;
}

/** What no request can lead to, for it is refused as an `invalid-request` before; a spec shows it where it arises. */
interface Forestalled extends Elsewhere {
  readonly forestalled: string;
}

export type ProblemCase = Provoked | Staged | Elsewhere | Forestalled;

const post = (path: `/${string}`, body: unknown, address: string = path): Provoked => ({
  operation: `POST ${path}`,
  send: (service) => call(service, { method: 'POST', path: address, body }),
});

const model = (source: ModelSource | Uint8Array, query = ''): Provoked => ({
  operation: 'POST /networks',
  send: (service) =>
    fetch(`${service.url}/networks${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: new Uint8Array(source instanceof Uint8Array ? source : buildModel(source)),
    }),
});

const form = (source: ModelSource, fields: Readonly<Record<string, string>>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('model', new Blob([new Uint8Array(buildModel(source))]));
  return form;
};

const divided = (source: ModelSource, fields: Readonly<Record<string, string>>): Provoked => ({
  operation: 'POST /splits',
  send: (service) => fetch(`${service.url}/splits`, { method: 'POST', body: form(source, fields) }),
});

const relu = (name: string, inputs?: readonly string[]) => ({
  ...{ kind: 'activation', function: 'relu', name },
  ...(inputs && { inputs }),
});
const CHAIN = { name: 'chain', inputs: [{ shape: [1, 250] }], layers: [relu('a'), relu('b'), relu('c')] };
const network = (changes: object): Provoked => post('/networks', { ...CHAIN, ...changes });
const plan = (changes: object): Provoked => post('/plans', { ...ALEXNET_OVER_WIFI, ...changes });
const planOfChain = (changes: object) => ({ ...ALEXNET_OVER_WIFI, network: CHAIN, ...changes });

const SMALL = {
  inputs: { x: [2, 8] },
  nodes: [node('Relu', ['x'], ['h']), node('Neg', ['h'], ['y'])],
  outputs: ['y'],
} as const satisfies ModelSource;

/** Noise that the parts cannot both make: what comes of it is needed on either side of g. */
const NOISE = {
  inputs: { x: [2, 8] },
  nodes: [
    node('RandomNormal', [], ['noise'], { shape: [2, 8] }),
    node('Add', ['x', 'noise'], ['h']),
    node('Relu', ['h'], ['g']),
    node('Sub', ['g', 'noise'], ['f']),
    node('Neg', ['f'], ['y']),
  ],
  outputs: ['y'],
} as const satisfies ModelSource;

/** A model whose input is no tensor. */
function modelOfSequence(): Uint8Array {
  const message = fromBinary(ModelProtoSchema, buildModel(SMALL));
  message.graph!.input[0]!.type = create(TypeProtoSchema, {
    value: { case: 'sequenceType', value: {} },
  });
  return toBinary(ModelProtoSchema, message);
}

const CHANNEL = { radioSlopeMwPerMbps: 10, source: 'test' };
const link = (id: string, name = 'Link') => ({ id, name, uplink: CHANNEL, downlink: CHANNEL });
const RESNET = { networkId: 'resnet-18' };
const PI5 = { board: 'raspberry-pi-5', runtime: 'ONNX Runtime' };
const calibration = (changes: object): Provoked =>
  post('/boards/{id}/calibrations', { ...CALIBRATION, ...changes }, '/boards/jetson-tx2/calibrations');
const { measurements } = CALIBRATION;
const [first, ...others] = measurements;
const kernels = (name: string) => ({
  ...{ kind: 'convolution', name, kernels: 5_000_000, kernelSize: [1, 1], bias: false },
});

/** How each problem of the API comes about. */
export const PROBLEM_CASES: Readonly<Record<ProblemCode, ProblemCase>> = {
  'malformed-request': post('/plans', '{"network":'),
  'invalid-request': plan({ edge: undefined }),
  unauthorised: { operation: 'GET /keys', send: ({ url }) => fetch(`${url}/keys`) },
  forbidden: {
    operation: 'GET /keys',
    send: async (service) => {
      const body = { name: 'reader', role: 'reader' };
      const { key } = await json(await call(service, { method: 'POST', path: '/keys', body }));
      return fetch(`${service.url}/keys`, { headers: { authorization: `Bearer ${key}` } });
    },
  },
  'not-found': { operation: 'GET /boards/{id}', send: ({ url }) => fetch(`${url}/boards/nobody`) },
  'request-timeout': { spec: 'test/faults/slow-request.spec.ts' },
  protected: {
    operation: 'DELETE /networks/{id}',
    send: (service) => call(service, { method: 'DELETE', path: '/networks/resnet-18' }),
  },
  'already-exists': post('/links', link('lte')),
  'precondition-failed': {
    operation: 'DELETE /links/{id}',
    send: (service) =>
      call(service, { method: 'DELETE', path: '/links/lte', headers: { 'if-match': '"999"' } }),
  },
  'precondition-required': {
    operation: 'DELETE /links/{id}',
    send: ({ url }) => fetch(`${url}/links/lte`, { method: 'DELETE', headers: asAdministrator }),
  },
  'body-too-large': post('/plans', ' '.repeat(2 ** 20 + 1)),
  'url-too-long': { operation: null, send: ({ url }) => fetch(`${url}/boards/${'a'.repeat(500)}`) },
  'headers-too-large': {
    operation: null,
    send: ({ url }) => fetch(`${url}/boards`, { headers: { 'x-long': 'x'.repeat(20_000) } }),
  },
  'unsupported-media-type': {
    operation: 'POST /plans',
    send: ({ url }) => fetch(`${url}/plans`, { method: 'POST', body: 'text' }),
  },
  'idempotency-key-reused': {
    operation: 'POST /links',
    send: async (service) => {
      const headers = { 'idempotency-key': 'used-twice' };
      const add = (name: string) =>
        call(service, { method: 'POST', path: '/links', body: link('twice', name), headers });
      await add('One');
      return add('Another');
    },
  },
  'unknown-board': plan({ device: { board: 'nobody' } }),
  'unknown-network': plan({ network: undefined, networkId: 'nobody' }),
  'unknown-link': plan({ link: { profile: 'nobody' } }),
  'unmeasured-layers': plan({ device: { measurements: [{ layers: ['conv1'], latencyMs: 1 }] } }),
  'no-coefficient-set': plan({ edge: { board: 'jetson-xavier-nx', precision: 'fp16' } }),
  'ambiguous-coefficient-set': post('/estimates', { networks: [RESNET], boards: [{ board: 'jetson-tx2' }] }),
  'unknown-power-mode': calibration({ powerMode: 'MAXX' }),
  'malformed-file': model(new TextEncoder().encode('not an ONNX file')),
  'limit-exceeded': model({
    ...SMALL,
    nodes: Array.from({ length: 2_000 }, (_, index) => node('Relu', ['x'], [`n${index}${'-'.repeat(100)}`])),
  }),
  'invalid-model': model({ ...SMALL, opsets: {} }),
  'unsupported-opset': model({ ...SMALL, opsets: { '': 99 } }),
  'invalid-graph': model({ ...SMALL, nodes: [node('Add', ['x', 'y'], ['h']), node('Relu', ['h'], ['y'])] }),
  'unbound-dimension': model({ ...SMALL, inputs: { x: ['N', 8] } }),
  'binding-mismatch': model(SMALL, '?shape=x:2,9'),
  'unsupported-type': model(modelOfSequence()),
  'unsupported-operator': model({ ...SMALL, nodes: [node('Mystery', ['x'], ['y'])] }),
  'inference-failed': model({ ...SMALL, nodes: [node('MatMul', ['x', 'x'], ['y'])] }),
  'other-model': {
    operation: 'POST /splits',
    send: async (service) => {
      const planned = await (await service.post('/plans', ALEXNET_OVER_WIFI)).text();
      return fetch(`${service.url}/splits`, { method: 'POST', body: form(SMALL, { plan: planned }) });
    },
  },
  'invalid-boundary': divided(SMALL, { boundary: 'nowhere' }),
  'missing-range': divided(SMALL, { boundary: 'h', transferPrecision: 'int8' }),
  unsplittable: divided(NOISE, { boundary: 'g' }),
  'too-many-failures': { operation: 'GET /boards', stage: 'many failures' },
  'too-many-requests': { operation: 'GET /boards', stage: 'busy' },
  overloaded: { operation: 'GET /boards', stage: 'busy' },
  'time-exceeded': { operation: 'POST /plans', stage: 'busy' },
  'internal-error': { operation: 'GET /audit', stage: 'broken database' },
  'database-unavailable': { operation: 'GET /audit', stage: 'held database' },
  stopping: { operation: 'GET /boards', stage: 'leaving' },
  'storage-full': { spec: 'test/faults/full-disk.spec.ts' },

  'empty-network': {
    spec: 'src/core/network/build-network.spec.ts',
    forestalled:
      'lists of inputs, layers and outputs have an item at least, and a model without nodes is invalid',
  },
  'duplicate-layer-name': network({ layers: [relu('a'), relu('a')] }),
  'duplicate-tensor-name': network({ outputs: ['c', 'c'] }),
  'undefined-tensor': network({ layers: [relu('a', ['nowhere'])] }),
  cycle: network({ layers: [relu('a', ['b']), relu('b', ['a'])] }),
  'wrong-tensor-count': network({ layers: [relu('a', ['input', 'input'])] }),
  'unknown-shape': network({
    inputs: [{ shape: [1, 3, 1, 1] }],
    layers: [{ kind: 'transposed-convolution', kernels: 4, kernelSize: [1, 1], padding: [1, 1] }],
  }),
  'invalid-parameter': post('/zoo/{id}/networks', { width: 99 }, '/zoo/mobilenet-v1/networks'),
  'unknown-zoo-network': post('/estimates', { networks: [{ zoo: 'nobody' }], boards: [PI5] }),
  'degenerate-network': post('/estimates', {
    networks: [{ cell: 'none~0/none~0/none~1/none~0/none~1/none~2' }],
    boards: [PI5],
  }),
  'wrong-rank': network({ layers: [{ kind: 'pooling', mode: 'max', kernelSize: [2, 2] }] }),
  'shape-mismatch': network({
    inputs: [{ shape: [1, 3, 4, 4] }],
    layers: [{ kind: 'pooling', mode: 'max', kernelSize: [9, 9] }],
  }),
  'size-overflow': network({ inputs: [{ shape: [2 ** 24, 2 ** 24, 2 ** 24] }] }),
  'no-measurements': calibration({ measurements: [] }),
  'invalid-measurement': calibration({ measurements: [{ ...first, energyJ: -1 }, ...others] }),
  'mixed-boundaries': calibration({ measurements: [{ ...first, boundary: 'wall' }, ...others] }),
  'too-few-networks': calibration({ measurements: measurements.slice(0, 2) }),
  'rank-deficient-measurements': calibration({
    measurements: [1, 2, 3, 4].map((index) => ({ ...first, name: `n${index}` })),
  }),
  'inconsistent-measurements': calibration({
    measurements: measurements.map(({ zoo }, index) => ({ zoo, energyJ: [1, 1e4][index % 2] })),
  }),
  'cyclic-blocks': post(
    '/plans',
    planOfChain({
      device: {
        measurements: [
          { layers: ['a', 'c'], latencyMs: 1 },
          { layers: ['b'], latencyMs: 1 },
        ],
      },
    }),
  ),
  'invalid-cut': post('/plans/evaluate', {
    ...{ network: CHAIN, link: ALEXNET_OVER_WIFI.link, edge: ALEXNET_OVER_WIFI.edge },
    device: { ...ALEXNET_OVER_WIFI.device, measurements: [{ layers: ['a', 'b'], latencyMs: 1 }] },
    deviceLayers: ['a'],
  }),
  'invalid-exit': post(
    '/plans',
    planOfChain({
      network: {
        ...CHAIN,
        layers: [
          ...[relu('a'), relu('b', ['a']), relu('c', ['a'])],
          { kind: 'element-wise', name: 'd', function: 'add', inputs: ['b', 'c'] },
        ],
      },
      exits: [{ after: 'b', probability: 0.5 }],
    }),
  ),
  'invalid-edge-load': {
    spec: 'src/core/planning/explain.spec.ts',
    forestalled: 'a slowdown below 1 and a utilisation of 1 are outside the range of their fields',
  },
  'planning-too-large': plan({
    device: { board: 'jetson-tx2', precision: 'fp32', powerModes: ['MAXN', 'MAX-P', 'MAX-Q'] },
    edge: { board: 'jetson-tx2', precision: 'fp32', powerModes: ['MAXN', 'MAX-P'] },
    transferPrecisions: ['stored', 'float32', 'float16', 'int8'].map((name) => ({ name })),
    inputEncodings: Array.from({ length: 16 }, (_, index) => ({ name: `jpeg ${index}`, bytes: 1_000 })),
  }),
  'pruning-too-large': post('/pruning-advice', {
    network: { inputs: [{ shape: [1, 3, 1, 1] }], layers: [kernels('a'), kernels('b')] },
    board: PI5,
  }),
  'unlisted-cut': {
    spec: 'src/core/network/cuts/cut-list.spec.ts',
    forestalled: 'the cut that a request gives is listed before it is looked for',
  },
};
