import { totalWorkload } from '../network/total-workload.js';
import { findZooNetwork } from './index.js';
import { executedEdges, parseCell } from './nas-bench-201-cell.js';

const build = (cell: string, classes = 10) => findZooNetwork('nas-bench-201').build({ cell, classes });

/**
 * What every network has around its cells. MACs: stem 16·32·32·27; twice a residual block, whose three
 * convolutions take, from 16 to 32 channels on 16 × 16, 32·256·16·9 + 32·256·32·9 + 32·256·16, and as many from
 * 32 to 64 on 8 × 8; connected layer 64·10. Layers: 2 in the stem, 9 in each residual block, 5 at the end.
 */
const SKELETON_MACS = 442_368 + 2 * (1_179_648 + 2_359_296 + 131_072) + 640;
const SKELETON_LAYERS = 2 + 2 * 9 + 5;
const CELLS = 15;
/** 16·16·9·32·32 = 32·32·9·16·16 = 64·64·9·8·8: the same at every stage. */
const CONVOLUTION_3X3 = 2_359_296;
/** 16·16·32·32 = 32·32·16·16 = 64·64·8·8. */
const CONVOLUTION_1X1 = 262_144;

describe('NAS-Bench-201', () => {
  it('is largest with six 3×3 convolutions in each cell', () => {
    const network = build(
      'nor_conv_3x3~0/nor_conv_3x3~0/nor_conv_3x3~1/nor_conv_3x3~0/nor_conv_3x3~1/nor_conv_3x3~2',
    );

    // Each convolution comes with ReLU and normalisation; node 2 adds twice its edges, node 3 three.
    expect(network.layers).toHaveLength(SKELETON_LAYERS + CELLS * (6 * 3 + 1 + 2));
    expect(totalWorkload(network).macs).toBe(SKELETON_MACS + CELLS * 6 * CONVOLUTION_3X3); // 220 119 680
  });

  it('follows a single path 0→1→3 through an identity and a 1×1 convolution', () => {
    const network = build('skip_connect~0/none~0/none~1/none~0/nor_conv_1x1~1/none~2');

    expect(network.layers).toHaveLength(SKELETON_LAYERS + CELLS * 3);
    expect(totalWorkload(network).macs).toBe(SKELETON_MACS + CELLS * CONVOLUTION_1X1);
  });

  it('does not execute edges that lead nowhere or that nothing reaches', () => {
    // Node 2 leads nowhere but is fed by two convolutions; node 1 is reached by nothing.
    const network = build('none~0/nor_conv_3x3~0/nor_conv_3x3~1/avg_pool_3x3~0/nor_conv_3x3~1/none~2');

    expect(network.layers).toHaveLength(SKELETON_LAYERS + CELLS * 1);
    expect(totalWorkload(network).macs).toBe(SKELETON_MACS);
    expect(
      network.layers.filter(({ name }) => name.startsWith('stage1.cell0')).map(({ name }) => name),
    ).toEqual(['stage1.cell0.edge03']);
  });

  it('weighs, in its largest network, 90 convolutions and the skeleton', () => {
    const norm = (channels: number) => 2 * channels;
    const cells = [16, 32, 64].map((channels) => 30 * (9 * channels * channels + norm(channels)));
    const residual = (channels: number) =>
      2 * channels * channels * 9 +
      norm(2 * channels) +
      4 * channels ** 2 * 9 +
      norm(2 * channels) +
      2 * channels ** 2;
    const ends = 16 * 27 + norm(16) + norm(64) + 64 * 10 + 10;

    expect(totalWorkload(findZooNetwork('nas-bench-201').build()).weightElements).toBe(
      cells.reduce((sum, weights) => sum + weights) + residual(16) + residual(32) + ends,
    );
  });

  it('tells 100 classes apart as well', () => {
    const ten = totalWorkload(build('none~0/none~0/none~1/skip_connect~0/none~1/none~2', 10));
    const hundred = totalWorkload(build('none~0/none~0/none~1/skip_connect~0/none~1/none~2', 100));

    expect(hundred.macs - ten.macs).toBe(64 * 90);
    expect(hundred.weightElements - ten.weightElements).toBe(65 * 90);
  });

  it('reports a cell that no path leads through', () => {
    expect(() => build('nor_conv_3x3~0/none~0/none~1/none~0/none~1/nor_conv_3x3~2')).toThrow(
      expect.objectContaining({ code: 'degenerate-network', location: { parameter: 'cell' } }),
    );
  });
});

describe('parseCell', () => {
  it('reads both ways of writing a cell', () => {
    const slashes = 'nor_conv_3x3~0/none~0/skip_connect~1/none~0/avg_pool_3x3~1/nor_conv_1x1~2';
    const bars = '|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|avg_pool_3x3~1|nor_conv_1x1~2|';

    expect(parseCell(bars)).toEqual(parseCell(slashes));
    expect(executedEdges(parseCell(bars)).map(({ from, to }) => `${from}${to}`)).toEqual([
      '01',
      '12',
      '13',
      '23',
    ]);
  });

  it('says which edge it does not know', () => {
    expect(() => parseCell('none~0/none~0')).toThrow('cell: got 2 edges, expected 6 edges');
    expect(() => parseCell('none~0/none~0/none~0/none~0/none~1/none~2')).toThrow("got 'none~0' as edge 3");
  });
});
