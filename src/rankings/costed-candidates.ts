import { otherBatchOf, type StoredCoefficientSet } from '../boards/index.js';
import {
  buildNetwork,
  CoreError,
  errorModel,
  executedWorks,
  findZooNetwork,
  layerCost,
  outsideOf,
  totalWorkload,
  type CostedWork,
  type CostError,
  type FittedCost,
  type Network,
  type RankedCandidate,
  type ZooValue,
} from '../core/index.js';
import { buildChosen, chosenWay, describingFaults, toNetwork } from '../networks/index.js';
import { foreseenProblem } from '../platform/problems/foreseen-problem.js';
import { ProblemError, type Problem } from '../platform/problems/problem.js';
import { readBody } from '../platform/validation/request.pipe.js';
import type { Ask } from './ranking-job.js';
import { RankingCandidateDto, type MeasuredFiguresDto } from './ranking-request.dto.js';
import { refusal, type RawCandidate } from './read-request.js';

/** What a network costs, by board; of one network once, however many candidates are it. */
export interface CostedNetwork {
  readonly name: string;
  readonly macs: number;
  readonly boards: readonly CostsOnBoard[];
}

export interface CostsOnBoard extends Omit<RankedCandidate, 'accuracy'> {
  readonly isExtrapolated: boolean;
}

/** A candidate that can be ranked. */
export interface CostedCandidate {
  /** Position in the request. */
  readonly candidate: number;
  readonly name: string;
  /** NaN where it was not given. */
  readonly accuracy: number;
  readonly measured: readonly MeasuredFiguresDto[];
  readonly network: CostedNetwork;
}

type Coster = (network: Network) => CostsOnBoard;

/** Reads, builds and costs candidates one by one, and keeps of each network only what it costs. */
export class CandidateReader {
  private readonly known = new Map<string, CostedNetwork>();
  private readonly costers: readonly Coster[];

  constructor(
    sets: readonly StoredCoefficientSet[],
    private readonly ask: Ask,
  ) {
    this.costers = sets.map(costerOf);
  }

  /** The candidate, or the problem with it. */
  async read(raw: RawCandidate, candidate: number): Promise<CostedCandidate | Problem> {
    try {
      const dto = await readBody(raw(), RankingCandidateDto);
      const network = await this.networkOf(dto);
      this.checkMeasured(dto);
      return {
        candidate,
        name: dto.name ?? network.name,
        accuracy: dto.accuracyShare ?? NaN,
        measured: dto.measured ?? [],
        network,
      };
    } catch (error) {
      const foreseen = foreseenProblem(error);
      if (foreseen !== null) return foreseen;
      throw error;
    }
  }

  private async networkOf(dto: RankingCandidateDto): Promise<CostedNetwork> {
    const chosen = chosenWay(dto, '');
    switch (chosen.way) {
      case 'network':
        return this.costed(toNetwork(chosen.network, '/network'));
      case 'networkId':
        return this.once(`stored ${chosen.id}`, () => this.stored(chosen.id));
      default:
        return this.once(zooKey(chosen.zoo, chosen.values), () => Promise.resolve(buildChosen(chosen, '')));
    }
  }

  private async once(key: string, build: () => Promise<Network>): Promise<CostedNetwork> {
    const known = this.known.get(key) ?? this.costed(await build());
    this.known.set(key, known);
    return known;
  }

  private costed(network: Network): CostedNetwork {
    return {
      name: network.name,
      macs: totalWorkload(network).macs,
      boards: this.costers.map((cost) => cost(network)),
    };
  }

  private async stored(id: string): Promise<Network> {
    const answer = await this.ask({ kind: 'network', id });
    const found = answer.kind === 'network' ? answer.found : null;
    if (found === null) {
      throw new ProblemError('unknown-network', `network '${id}' is not known`, [
        {
          pointer: '/networkId',
          detail: `got '${id}'`,
          accepted: 'an identifier that GET /networks lists',
        },
      ]);
    }
    const { name, definition } = found;
    return definition === null ? findZooNetwork(id).build() : buildNetwork({ ...definition, name });
  }

  private checkMeasured({ measured = [] }: RankingCandidateDto): void {
    measured.forEach(({ board, energyJ, latencyMs }, index) => {
      const pointer = `/measured/${index}`;
      if (board >= this.costers.length) {
        throw refusal(`${pointer}/board`, `got ${board}`, `0 to ${this.costers.length - 1}`);
      }
      if (measured.findIndex((other) => other.board === board) < index) {
        throw refusal(`${pointer}/board`, `got ${board} again`, 'each board once');
      }
      if (energyJ === undefined && latencyMs === undefined) {
        throw refusal(pointer, 'got no figure', 'energyJ, latencyMs or both');
      }
    });
  }
}

/** The same for parameters of which the same network is built; those at fault are told when it is built. */
function zooKey(zoo: string, given: Readonly<Record<string, ZooValue>>): string {
  try {
    const values = Object.entries(findZooNetwork(zoo.slice(0, 100)).canonical(given));
    return `zoo ${zoo} ${JSON.stringify(values)}`;
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    return `zoo ${zoo} ${JSON.stringify(given)}`;
  }
}

function costerOf(set: StoredCoefficientSet): Coster {
  const [energy, latency] = [costOf(set.energy), costOf(set.latency)];
  const statistics = (set.latency ?? set.energy)?.statistics ?? null;
  const isOutside = (work: CostedWork): boolean =>
    statistics !== null && outsideOf(work, statistics) !== null;
  return (network) => {
    const works = describingFaults('/network', () => executedWorks(network, set));
    const [energyCost, latencyCost] = [energy(works), latency(works)];
    return {
      energy: energyCost.value,
      latency: latencyCost.value,
      energyError: energyCost.error,
      latencyError: latencyCost.error,
      isExtrapolated: otherBatchOf(network, set) !== null || works.some(isOutside),
    };
  };
}

/** NaN where the cost was not measured. */
function costOf(
  fitted: FittedCost | null,
): (works: readonly CostedWork[]) => { readonly value: number; readonly error: CostError | null } {
  if (fitted === null) return () => ({ value: NaN, error: null });
  const { model } = fitted;
  const errorOf = errorModel(fitted);
  return (works) => {
    const value = works.reduce((sum, work) => sum + layerCost(model, work), 0) + model.perInference;
    return { value, error: errorOf?.(works, value) ?? null };
  };
}
