import fc from 'fast-check';
import { buildNetwork, definitionOf, ZOO, type Network } from '../core/index.js';
import { randomNetworks } from '../../test/support/random-networks.js';
import { definitionText } from './definition-text.js';

const asJsonWritesIt = (network: Network): string =>
  JSON.stringify({ ...definitionOf(network), name: undefined });

describe('definitionText', () => {
  it.each(ZOO.map(({ id }) => id))('writes the definition of %s as JSON.stringify does', (id) => {
    const network = ZOO.find((candidate) => candidate.id === id)!.build();
    expect(definitionText(network)).toBe(asJsonWritesIt(network));
  });

  it('writes those of random graphs so, with constants and several results', () => {
    fc.assert(
      fc.property(randomNetworks(14), (network) => {
        expect(definitionText(network)).toBe(asJsonWritesIt(network));
      }),
      { seed: 20_221, numRuns: 100 },
    );
  });

  it('escapes names, and writes sources and counted weights, whatever they are', () => {
    const unusual = fc.constantFrom(
      '"',
      '\\',
      '\n',
      '\u0000',
      '\u007f',
      'ü',
      '\u2028',
      '\ud800',
      '😀',
      ' ',
      'conv',
    );
    const names = fc.uniqueArray(fc.string({ unit: unusual, minLength: 1 }), { minLength: 3, maxLength: 8 });
    const sources = fc.option(fc.array(fc.string({ unit: unusual })), { nil: undefined });
    fc.assert(
      fc.property(names, sources, fc.maxSafeNat(), ([input, ...layers], nodes, weightElements) => {
        const network = buildNetwork({
          name: 'odd names',
          inputs: [{ name: input!, shape: [1, 2], dataType: 'float32' }],
          layers: layers.map((name, index) => ({
            name,
            operation: { kind: 'activation', function: 'relu' },
            ...(index === 0 ? { weightElements } : nodes && { sources: nodes }),
          })),
        });
        expect(definitionText(network)).toBe(asJsonWritesIt(network));
      }),
      { seed: 20_221, numRuns: 200 },
    );
  });
});
