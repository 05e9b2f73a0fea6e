import { CoreError } from '../errors.js';
import { ZOO } from '../zoo/index.js';
import { buildNetwork } from './network.js';
import { totalWorkload } from './total-workload.js';
import { withBatch } from './with-batch.js';

describe('withBatch', () => {
  const batched = ZOO.filter(({ parameters }) => 'batch' in parameters);

  it.each(batched.map(({ id }) => id))('makes of %s the network that the zoo builds for the batch', (id) => {
    const zoo = batched.find((network) => network.id === id)!;
    const [one, three] = [zoo.build({ batch: 1 }), zoo.build({ batch: 3 })];
    const made = withBatch(one, 3);
    expect(made.tensors).toEqual(three.tensors);
    expect(totalWorkload(made)).toEqual(totalWorkload(three));
    expect(totalWorkload(made).macs).toBe(3 * totalWorkload(one).macs);
  });

  const declared = (shape: number[]) =>
    buildNetwork({
      name: 'declared',
      inputs: [{ name: 'input', shape: [2, 8], dataType: 'float32' }],
      layers: [
        { name: 'windows', operation: { kind: 'reshape', shape } },
        {
          name: 'special',
          operation: {
            kind: 'custom',
            function: 'special',
            outputs: [{ shape: [2, 5], dataType: 'float32' }],
            macs: 40,
            weightElements: 7,
            layerClass: 'connected',
          },
        },
      ],
    });

  it('multiplies leading sizes and MACs that layers state', () => {
    // 2 inputs become 6: 4 windows become 12, 40 MACs become 120; weights stay
    const { tensors, layers } = withBatch(declared([4, 4]), 6);
    expect(tensors.map(({ shape }) => shape)).toEqual([
      [6, 8],
      [12, 4],
      [6, 5],
    ]);
    expect(layers[1]!.workload).toMatchObject({ macs: 120, weightElements: 7 });
  });

  it('gives the same network for the batch that it has', () => {
    const network = declared([4, 4]);
    expect(withBatch(network, 2)).toBe(network);
  });

  it('refuses a batch that a stated size cannot follow', () => {
    // 1 window holds both inputs: half of one holds one
    expect(() => withBatch(declared([1, 16]), 1)).toThrow(CoreError);
  });
});
