import { parse } from 'csv-parse/sync';
import { findZooNetwork, totalWorkload, ZOO, type Network } from '../../src/core/index.js';
import { describeWithData, readSharedBytes, readSharedJson } from '../support/shared-data.js';

const readTable = (relative: string): Record<string, string>[] =>
  parse(Buffer.from(readSharedBytes(relative)), { columns: true });

interface TorchvisionModels {
  readonly models: Record<string, { weights: Record<string, { num_params: number; _ops: number }> }>;
}

/** Names of torchvision have neither dots nor dashes. */
const torchvisionName = (id: string): string =>
  id.startsWith('resnet') || id.startsWith('vgg') || id.startsWith('densenet')
    ? id.replace('-', '')
    : id
        .replace('resnext-50', 'resnext50')
        .replace(/(squeezenet|mnasnet)-/, '$1')
        .replaceAll(/[-.]/g, '_');

describeWithData('torchvision', 'onnx/torchvision.json', () => {
  // Written by Python, whose NaN is no JSON.
  const text = Buffer.from(readSharedBytes('onnx/torchvision.json')).toString().replaceAll(' NaN', ' null');
  const { models } = JSON.parse(text) as TorchvisionModels;
  const published = ZOO.filter(({ id }) => torchvisionName(id) in models);

  it('publishes 27 of the networks', () => {
    expect(published).toHaveLength(27);
  });

  it.each(published.map(({ id }) => id))('%s has its parameters and GMACs', (id) => {
    const [weights] = Object.values(models[torchvisionName(id)]!.weights);
    const total = totalWorkload(findZooNetwork(id).build());
    // Published with the auxiliary classifier of Inception v3, which does not run.
    const auxiliary = id === 'inception-v3' ? 3_326_696 : 0;

    expect(total.weightElements).toBe(weights!.num_params - auxiliary);
    expect(Number((total.macs / 1e9).toFixed(3))).toBe(weights!._ops);
  });
});

/** Zoo networks and the ONNX graphs exported from the same architectures. */
const EXPORTS = [
  ['alexnet', 'alexnet.op17'],
  ['vgg-16', 'vgg16.op17'],
  ['resnet-18', 'resnet18.op17'],
  ['resnet-50', 'resnet50.op17'],
  ['squeezenet-1.1', 'light_squeezenet'],
  ['googlenet', 'googlenet.op17'],
  ['densenet-121', 'densenet121.op17'],
  ['mobilenet-v2', 'mobilenet_v2.op17'],
  ['shufflenet-v2-x1.0', 'shufflenet_v2_x1_0.op17'],
  ['efficientnet-b0', 'efficientnet_b0.op17'],
] as const;

interface Truth {
  readonly nodes: readonly { op: string; macs: number; out: Record<string, number[]> }[];
}

describeWithData('exported ONNX graphs', 'onnx/models', () => {
  it.each(EXPORTS)('%s has, product by product, the MACs and shapes of %s', (id, file) => {
    const { nodes } = readSharedJson<Truth>(`onnx/models/${file}.truth.json`);
    const expected = nodes
      .filter(({ macs }) => macs > 0)
      .map(({ macs, out }) => `${macs} ${Object.values(out)[0]!.join('x')}`);

    expect(products(findZooNetwork(id).build()).toSorted()).toEqual(expected.toSorted());
  });
});

const products = ({ layers, tensors }: Network): string[] =>
  layers
    .filter(({ workload }) => workload.macs > 0)
    .map(({ workload, outputs }) => `${workload.macs} ${tensors[outputs[0]!]!.shape.join('x')}`);

describeWithData('MobileNets of MLPerf on a Raspberry Pi', 'boards/mlperf_power.csv', () => {
  const named = /^mobilenet-(v1|v2)-([\d.]+)-(\d+)-/;
  // Printed as 34 million, but 41 million at 224 pixels make 41 · (192 / 224)² = 30 million at 192.
  const misprinted = 'mobilenet-v1-0.25-192-non-quantized';
  const rows = new Map(
    readTable('boards/mlperf_power.csv')
      .filter(({ network, macs_m }) => named.test(network!) && network !== misprinted && macs_m !== '')
      .map(({ network, macs_m }) => [network!, Number(macs_m)]),
  );

  it.each([...rows])(
    '%s has the %d million MACs printed, give or take one million or 3 %',
    (name, millions) => {
      const [, version, width, resolution] = named.exec(name)!;
      const network = findZooNetwork(`mobilenet-${version}`).build({
        width: Number(width),
        resolution: Number(resolution),
      });
      const macs = totalWorkload(network).macs / 1e6;

      expect(Math.abs(macs - millions)).toBeLessThan(Math.max(1, 0.03 * millions));
    },
  );
});

describeWithData('NAS-Bench-201 networks measured on a Raspberry Pi 5', 'pi5/networks.csv', () => {
  const cells = [...new Set(readTable('pi5/networks.csv').map(({ cell }) => cell!))];
  const build = (cell: string) => findZooNetwork('nas-bench-201').build({ cell, classes: 100 });

  it('are all built, and none is degenerate', () => {
    const macs = cells.map((cell) => totalWorkload(build(cell)).macs);

    expect(macs).toHaveLength(800);
    expect(Math.min(...macs)).toBeGreaterThanOrEqual(7_788_800); // a network of identities, for 100 classes
    expect(Math.max(...macs)).toBeLessThanOrEqual(220_125_440); // six 3×3 convolutions in each cell
  });
});
