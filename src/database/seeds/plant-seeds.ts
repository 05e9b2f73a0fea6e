import type { EntityManager } from 'typeorm';
import {
  BoardEntity,
  CoefficientSetEntity,
  toBoardEntity,
  toCoefficientSetEntity,
} from '../../boards/index.js';
import { ZOO, type CoefficientSet } from '../../core/index.js';
import { describeZooNetwork, NetworkEntity } from '../../networks/index.js';
import { SEEDED_BOARDS } from './boards.js';
import { SEEDED_COEFFICIENT_SETS } from './coefficient-sets.generated.js';

/**
 * Adds the boards and coefficient sets that come with the program and are not there yet. What is there
 * stays as it is: an administrator's choice of the active set outlives a new seed.
 */
export async function plantSeeds(manager: EntityManager): Promise<void> {
  await manager.transaction(async (transaction) => {
    await transaction
      .createQueryBuilder()
      .insert()
      .into(BoardEntity)
      .values(SEEDED_BOARDS.map(toBoardEntity))
      .orIgnore()
      .execute();
    for (const set of SEEDED_COEFFICIENT_SETS) await plantSet(transaction, set);
    await plantZoo(transaction);
  });
}

/** Networks of the zoo are built from code; their rows let them be found among the others. */
async function plantZoo(transaction: EntityManager): Promise<void> {
  const known = await transaction.find(NetworkEntity, { where: { origin: 'zoo' }, select: { id: true } });
  const missing = ZOO.filter(({ id }) => !known.some((network) => network.id === id));
  await transaction.insert(
    NetworkEntity,
    missing.map((entry) => describeZooNetwork(entry.id, entry.build())),
  );
}

async function plantSet(transaction: EntityManager, set: CoefficientSet): Promise<void> {
  const seed = seedName(set);
  const sets = await transaction.findBy(CoefficientSetEntity, { boardId: set.boardId });
  if (sets.some((existing) => existing.seed === seed)) return;
  const version = Math.max(0, ...sets.map((existing) => existing.version)) + 1;
  const active = !sets.some((existing) => existing.active && keyOf(existing) === keyOf(set));
  await transaction.insert(
    CoefficientSetEntity,
    toCoefficientSetEntity({ ...set, version }, { active, seed }),
  );
}

type Key = Pick<CoefficientSet, 'powerMode' | 'runtime' | 'precision' | 'batch' | 'boundary'>;

/** What only one set of a board may be active for. */
const keyOf = ({ powerMode, runtime, precision, batch, boundary }: Key): string =>
  JSON.stringify([powerMode, runtime, precision, batch, boundary]);

const seedName = (set: CoefficientSet): string => `${set.boardId} ${keyOf(set)} ${set.date}`;
