import { remember, type Network } from '../core/index.js';
import { ProblemError } from '../platform/problems/problem.js';

/**
 * Finds layers by the names that a request gives, each at a pointer of its own. What it returns throws a
 * `ProblemError` for a name that the network does not have.
 */
export function layerFinder(network: Network): (name: string, pointer: string) => number {
  return (name, pointer) => {
    const place = placesOf(network).get(name);
    if (place !== undefined) return place;
    throw new ProblemError('invalid-request', `network '${network.name}' has no layer '${name}'`, [
      { pointer, detail: `got '${name}'`, accepted: 'the name of a layer of the network' },
    ]);
  };
}

/** The places of the layers, by name. */
const placesOf = remember(({ layers }: Network) => new Map(layers.map(({ name }, index) => [name, index])));
