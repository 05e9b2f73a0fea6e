import type { Network } from '../network/network.js';
import { parameterValues, type ValuesOf, type ZooParameters, type ZooValue } from './parameters.js';

/** A well-known network that is built from its description. */
export interface ZooNetwork {
  readonly id: string;
  readonly title: string;
  /** Where it is described. */
  readonly reference: string;
  readonly parameters: ZooParameters;
  /** Parameters that are not given have their defaults. Throws `CoreError`, `invalid-parameter` above all. */
  build(values?: Readonly<Record<string, ZooValue>>): Network;
  /** All values, the same for values of which the same network is built. Throws `invalid-parameter`. */
  canonical(values?: Readonly<Record<string, ZooValue>>): Readonly<Record<string, ZooValue>>;
}

interface ZooDescription<Parameters extends ZooParameters> {
  readonly id: string;
  readonly title: string;
  readonly reference: string;
  readonly parameters: Parameters;
  /** The network for values that are within their ranges. */
  design(values: ValuesOf<Parameters>, id: string): Network;
  /** Values of which the same network is built as of others; where absent, no two are known to be alike. */
  canonical?(values: ValuesOf<Parameters>): ValuesOf<Parameters>;
}

export function zooNetwork<const Parameters extends ZooParameters>(
  description: ZooDescription<Parameters>,
): ZooNetwork {
  const { id, title, reference, parameters } = description;
  return {
    id,
    title,
    reference,
    parameters,
    build: (values = {}) => description.design(parameterValues(parameters, values), id),
    canonical: (values = {}) => {
      const all = parameterValues(parameters, values);
      return description.canonical?.(all) ?? all;
    },
  };
}
