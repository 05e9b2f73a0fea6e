import { buildChain, type LayerDefinition, type Tensor } from '../../src/core/index.js';

const LAYERS = 10_000;
const RUNS = 8;

describe('buildNetwork', () => {
  it('builds a chain of 10 000 layers in less than 50 ms, warm', () => {
    const image: Tensor = { name: 'image', shape: [1, 3, 224, 224], dataType: 'float32' };
    const layers = Array.from({ length: LAYERS }, (_, index): LayerDefinition => ({
      name: `layer${index}`,
      operation: { kind: 'activation', function: 'relu' },
    }));
    const durations = Array.from({ length: RUNS }, () => {
      const start = performance.now();
      buildChain('chain', image, layers);
      return performance.now() - start;
    });

    expect(Math.min(...durations)).toBeLessThan(50);
  });
});
