import 'reflect-metadata';
import { buildNetwork, definitionOf, findZooNetwork, type Network } from '../core/index.js';
import { readBody } from '../platform/validation/request.pipe.js';
import { describeAsRequest } from './network-description.js';
import { NetworkDto } from './network.dto.js';
import { toNetwork } from './network.mapper.js';

/** As a client would get and send it. */
async function throughRequest(network: Network): Promise<Network> {
  const body: unknown = JSON.parse(JSON.stringify(describeAsRequest(network)));
  return toNetwork(await readBody(body, NetworkDto), '');
}

/** Fields that a request states and the zoo leaves out mean the same. */
const meaningOf = (network: Network) => ({
  tensors: network.tensors,
  layers: network.layers.map(({ name, inputs, outputs, workload }) => ({ name, inputs, outputs, workload })),
  outputs: network.outputs,
});

describe('describeAsRequest', () => {
  it.each([
    'alexnet',
    'resnet-18',
    'inception-v3',
    'shufflenet-v2-x1.0',
    'mobilenet-v3-small',
    'swin-t',
    'bert-base',
    'yolov3-tiny',
    'u-net',
  ])('describes %s so that a request with it means the same network', async (id) => {
    const network = findZooNetwork(id).build();
    expect(meaningOf(await throughRequest(network))).toEqual(meaningOf(network));
  });

  it('keeps every way of padding, resizing and declaring', async () => {
    const window = { kernelSize: [3, 3], strides: [2, 2], dilations: [1, 1] };
    const network = buildNetwork({
      name: 'all',
      inputs: [{ name: 'x', shape: [1, 4, 9, 9], dataType: 'float32' }],
      layers: [
        {
          name: 'uneven',
          operation: {
            kind: 'convolution',
            kernels: 4,
            groups: 1,
            bias: false,
            ...window,
            padding: { begin: [1, 0], end: [0, 1] },
          },
          weightElements: 0,
        },
        {
          name: 'same',
          operation: {
            kind: 'pooling',
            mode: 'max',
            ceilMode: false,
            returnsIndices: false,
            ...window,
            padding: 'same-lower',
          },
        },
        { name: 'scaled', operation: { kind: 'resize', to: { scales: [1, 1, 2, 2] } } },
        { name: 'shaped', operation: { kind: 'resize', to: { shape: [1, 4, 5, 5] } } },
        { name: 'plus', operation: { kind: 'element-wise', function: 'add', weights: [[4, 1, 1]] } },
        {
          name: 'own',
          operation: {
            kind: 'custom',
            function: 'mystery',
            outputs: [{ shape: [1, 7], dataType: 'int8' }],
            macs: 12,
            weightElements: 5,
            layerClass: 'convolution',
            kernels: 3,
          },
        },
      ],
    });
    expect(definitionOf(await throughRequest(network))).toEqual(definitionOf(network));
  });
});
