import type { Network } from '../core/index.js';
import type { Soon } from '../platform/soon.js';
import { ProblemError } from '../platform/problems/problem.js';
import type { NetworkChoiceDto } from './network-choice.dto.js';
import { toNetwork } from './network.mapper.js';
import { buildZooNetwork, type ZooValues } from './zoo-choice.js';

/** Finds the networks that requests name. */
export interface NetworkFinder {
  /** Throws a `ProblemError` at `pointer` for a network that is not known. */
  choose(id: string, pointer: string): Soon<Network>;
}

const WAYS = ['networkId', 'zoo', 'cell', 'network'] as const;

/** A network that is said in one way. */
export type ChosenNetwork =
  | { readonly way: 'networkId'; readonly id: string }
  | { readonly way: 'zoo' | 'cell'; readonly zoo: string; readonly values: ZooValues }
  | { readonly way: 'network'; readonly network: NonNullable<NetworkChoiceDto['network']> };

/** Throws a `ProblemError` (`invalid-request`) unless the network is said in exactly one way. */
export function chosenWay(dto: NetworkChoiceDto, pointer: string): ChosenNetwork {
  const given = WAYS.filter((way) => dto[way] !== undefined);
  if (given.length !== 1) {
    const got = given.length === 0 ? 'got none of them' : `got ${given.join(' and ')}`;
    throw refusal(pointer, got, `one of ${WAYS.join(', ')}`);
  }
  const { networkId, zoo, cell, parameters, network } = dto;
  if (parameters !== undefined && zoo === undefined && cell === undefined) {
    throw refusal(
      `${pointer}/parameters`,
      'got parameters of no network of the zoo',
      'zoo or cell beside them',
    );
  }
  if (cell !== undefined) {
    return { way: 'cell', zoo: 'nas-bench-201', values: { ...parameters, cell } };
  }
  if (zoo !== undefined) return { way: 'zoo', zoo, values: parameters ?? {} };
  return networkId !== undefined
    ? { way: 'networkId', id: networkId }
    : { way: 'network', network: network! };
}

/** The network that a request means at `pointer`. Throws a `ProblemError` that names the field at fault. */
export async function chosenNetwork(
  dto: NetworkChoiceDto,
  networks: NetworkFinder,
  pointer: string,
): Promise<Network> {
  const chosen = chosenWay(dto, pointer);
  if (chosen.way === 'networkId') return networks.choose(chosen.id, `${pointer}/networkId`);
  if (chosen.way === 'network') return toNetwork(chosen.network, `${pointer}/network`);
  return buildChosen(chosen, pointer);
}

/** Throws a `ProblemError` that names the field at fault. */
export const buildChosen = (
  { way, zoo, values }: Extract<ChosenNetwork, { way: 'zoo' | 'cell' }>,
  pointer: string,
): Network =>
  buildZooNetwork(
    zoo,
    () => values,
    (field) => `${pointer}/${way === 'cell' && field === 'parameters/cell' ? 'cell' : field}`,
  );

const refusal = (pointer: string, got: string, accepted: string): ProblemError =>
  new ProblemError('invalid-request', `${pointer.slice(1) || 'body'}: ${got}, expected ${accepted}`, [
    { pointer, detail: got, accepted },
  ]);
