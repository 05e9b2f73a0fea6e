import { CoreError } from '../errors.js';
import type { Tensor } from '../network/tensor.js';
import { convolutionBlock } from './blocks/convolution-block.js';
import { Blueprint, channelsOf, imageInput } from './blueprint.js';
import {
  canonicalCell,
  executedEdges,
  parseCell,
  type CellEdge,
  type CellOperation,
} from './nas-bench-201-cell.js';
import {
  activation,
  ADD,
  averagePooling,
  BATCH_NORMALISATION,
  connected,
  convolution2d,
  FLATTEN,
  GLOBAL_AVERAGE,
} from './operations.js';
import { BATCH, classesParameter } from './parameters.js';
import { zooNetwork } from './zoo-network.js';

const CELLS_PER_STAGE = 5;
const STAGE_CHANNELS = [16, 32, 64];

export const nasBench201 = zooNetwork({
  id: 'nas-bench-201',
  title: 'NAS-Bench-201 network of a cell',
  reference:
    'Dong, Yang, NAS-Bench-201: Extending the Scope of Reproducible Neural Architecture Search, ICLR 2020',
  parameters: {
    batch: BATCH,
    classes: classesParameter(10),
    cell: {
      type: 'text',
      description:
        'Operations of the six edges 0→1, 0→2, 1→2, 0→3, 1→3, 2→3 of a cell, each as operation~source: none, skip_connect, nor_conv_1x1, nor_conv_3x3 or avg_pool_3x3',
      default: 'nor_conv_3x3~0/nor_conv_3x3~0/nor_conv_3x3~1/nor_conv_3x3~0/nor_conv_3x3~1/nor_conv_3x3~2',
      maximumLength: 200,
    },
  },
  /** Edges that are not executed make no difference. */
  canonical: (values) => ({ ...values, cell: canonicalCell(values.cell) }),
  /** Throws `degenerate-network` when no path leads through the cell: such a network computes a constant. */
  design(values, id) {
    const edges = executedEdges(parseCell(values.cell));
    if (edges.length === 0) throw degenerate(values.cell);
    const image = imageInput({ batch: values.batch, resolution: 32 });
    const net = new Blueprint(id, [image]);
    let x = convolutionBlock(net, 'stem', image, { kernels: STAGE_CHANNELS[0]!, size: 3 });
    STAGE_CHANNELS.forEach((channels, stage) => {
      if (stage > 0) x = reduction(net, `reduction${stage}`, x, channels);
      for (let index = 0; index < CELLS_PER_STAGE; index++) {
        x = cell(net, `stage${stage + 1}.cell${index}`, x, edges);
      }
    });
    x = net.add('norm', BATCH_NORMALISATION, x);
    x = net.add('relu', activation('relu'), x);
    x = net.add('flatten', FLATTEN, net.add('avgpool', GLOBAL_AVERAGE, x));
    net.add('classifier', connected(values.classes), x);
    return net.build();
  },
});

/** Every node is the sum of its incoming edges; edges come ordered by the node they lead to. */
function cell(net: Blueprint, name: string, input: Tensor, edges: readonly CellEdge[]): Tensor {
  const nodes: (Tensor | undefined)[] = [input];
  for (const { from, to, operation } of edges) {
    const term = applied(net, `${name}.edge${from}${to}`, nodes[from]!, operation);
    const sum = nodes[to];
    nodes[to] = sum === undefined ? term : net.add(`${name}.add${from}${to}`, ADD, [sum, term]);
  }
  return nodes.at(-1)!;
}

function applied(net: Blueprint, name: string, input: Tensor, operation: CellOperation): Tensor {
  switch (operation) {
    case 'none':
    case 'skip_connect':
      return input;
    case 'avg_pool_3x3':
      return net.add(name, averagePooling({ size: 3, stride: 1, padding: 1 }), input);
    case 'nor_conv_1x1':
      return activatedConvolution(net, name, input, { kernels: channelsOf(input), size: 1 });
    case 'nor_conv_3x3':
      return activatedConvolution(net, name, input, { kernels: channelsOf(input), size: 3 });
  }
}

/** ReLU → convolution → batch normalisation. */
function activatedConvolution(
  net: Blueprint,
  name: string,
  input: Tensor,
  options: { kernels: number; size: number; stride?: number },
): Tensor {
  return convolutionBlock(net, name, net.add(`${name}.relu`, activation('relu'), input), options);
}

/** Residual block that halves height and width and doubles the channels. */
function reduction(net: Blueprint, name: string, input: Tensor, kernels: number): Tensor {
  const first = activatedConvolution(net, `${name}.1`, input, { kernels, size: 3, stride: 2 });
  const second = activatedConvolution(net, `${name}.2`, first, { kernels, size: 3 });
  const pooled = net.add(`${name}.pool`, averagePooling({ size: 2, stride: 2 }), input);
  const shortcut = net.add(`${name}.shortcut`, convolution2d({ kernels, size: 1 }), pooled);
  return net.add(`${name}.add`, ADD, [second, shortcut]);
}

const degenerate = (cell: string): CoreError =>
  new CoreError(
    'degenerate-network',
    `cell: got '${cell}', which joins its input to its output by no path, expected at least one`,
    { parameter: 'cell' },
  );
