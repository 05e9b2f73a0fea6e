import { ZOO } from '../zoo/index.js';
import { definitionOf } from './definition-of.js';
import { buildNetwork } from './network.js';

describe('definitionOf', () => {
  it.each(ZOO.map(({ id }) => id))(
    'makes the same network of %s, also after it was written as JSON',
    (id) => {
      const network = ZOO.find((candidate) => candidate.id === id)!.build();
      const written = JSON.parse(JSON.stringify(definitionOf(network)));
      expect(buildNetwork(written)).toEqual(network);
    },
  );
});
