import { connectedWork, convolutionWork } from '../../../test/fixtures/synthetic-measurements.js';
import { createDesign, placeStructure } from './design.js';

describe('placeStructure', () => {
  // 2² · 1 · 4 · 9 = 144 MACs with 4 kernels; 3 · 5 = 15 MACs with 5
  const network = [convolutionWork(2, 1, 4), connectedWork(3, 5)];

  const columnsOf = (families: Parameters<typeof placeStructure>[1]['families']) => {
    const design = createDesign([network, [network[0]!]]);
    const placed = placeStructure(design, { families, terms: ['perLayer', 'perInference'] });
    return placed.coefficients.map(({ name, columns }) => [name, Array.from(design.columns[columns[0]!]!)]);
  };

  it('makes the row of a network the sum of the rows of its layers', () => {
    expect(columnsOf({ convolution: 'kernel-hyperbolic', depthwise: null, connected: 'mac-linear' })).toEqual(
      [
        ['convolution.gamma', [144, 144]],
        ['convolution.delta', [36, 36]],
        ['connected.gamma', [15, 0]],
        ['perLayer', [2, 1]],
        ['perInference', [1, 1]],
      ],
    );
  });

  it('lets a class without a slope share that of the convolutions', () => {
    expect(
      columnsOf({ convolution: 'kernel-hyperbolic', depthwise: null, connected: null }).slice(0, 2),
    ).toEqual([
      ['convolution.gamma', [159, 144]],
      ['convolution.delta', [39, 36]],
    ]);
  });

  it('has a column for each value of a shape parameter, and counts the parameter', () => {
    const design = createDesign([network]);
    const placed = placeStructure(design, {
      families: { convolution: 'kernel-power', depthwise: null, connected: 'mac-linear' },
      terms: [],
    });
    expect(placed.coefficientCount).toBe(3);
    const [gamma] = placed.coefficients;
    const half = placed.shapes[0]!.grid.indexOf(0.5);
    expect(design.columns[gamma!.columns[half]!]![0]).toBe(144 / 2); // 144 · 4^(-1/2)
  });
});
