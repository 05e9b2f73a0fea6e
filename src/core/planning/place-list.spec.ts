import { listCuts } from '../network/cuts/index.js';
import { buildChain } from '../network/network.js';
import { PlaceList } from './place-list.js';

const cuts = listCuts(
  buildChain('two', { name: 'input', shape: [1, 4], dataType: 'float32' }, [
    { name: 'a', operation: { kind: 'activation', function: 'relu' } },
    { name: 'b', operation: { kind: 'activation', function: 'relu' } },
  ]),
);

describe('PlaceList', () => {
  it('has what was added once each, by choice, then first cut, then second cut', () => {
    const places = new PlaceList(cuts);
    for (const [choice, first, second] of [
      [1, 0, 2],
      [0, 2, 2],
      [0, 0, 1],
      [0, 2, 2],
      [1, 0, 0],
      [0, 0, 2],
    ] as const) {
      places.add(choice, first, second);
    }
    const { choice, first, second } = places.inOrder();
    expect([...choice]).toEqual([0, 0, 0, 1, 1]);
    expect([...first]).toEqual([0, 0, 2, 0, 0]);
    expect([...second]).toEqual([1, 2, 2, 0, 2]);
  });

  it('is empty where nothing was added', () => {
    expect(new PlaceList(cuts).inOrder().first).toHaveLength(0);
  });
});
