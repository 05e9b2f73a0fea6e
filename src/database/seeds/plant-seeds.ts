import type { EntityManager } from 'typeorm';
import { CoefficientSetEntity, insertBoard, lockBoard, toCoefficientSetEntity } from '../../boards/index.js';
import { ZOO, type CoefficientSet } from '../../core/index.js';
import { insertLink } from '../../links/index.js';
import { describeZooNetwork, NetworkEntity } from '../../networks/index.js';
import { PlantedSeedEntity } from '../planted-seed.entity.js';
import { keyOf } from './seeded-boards.js';
import { SEEDED_BOARDS } from './boards.js';
import { SEEDED_COEFFICIENT_SETS } from './coefficient-sets.generated.js';
import { SEEDED_LINKS } from './links.js';

/**
 * Adds what comes with the program, each once in the life of a database. What an administrator changed stays
 * changed, what was deleted stays deleted, and the choice of the active set outlives a new seed.
 */
export async function plantSeeds(manager: EntityManager): Promise<void> {
  await manager.transaction(async (transaction) => {
    const planted = new Set((await transaction.find(PlantedSeedEntity)).map(({ name }) => name));
    const plantOnce = async (name: string, plant: () => Promise<unknown>): Promise<void> => {
      if (planted.has(name)) return;
      await plant();
      await transaction.insert(PlantedSeedEntity, { name });
    };
    for (const board of SEEDED_BOARDS) {
      await plantOnce(`board ${board.id}`, () => insertBoard(transaction, board));
    }
    for (const set of SEEDED_COEFFICIENT_SETS) {
      await plantOnce(`coefficient-set ${seedName(set)}`, () => plantSet(transaction, set));
    }
    for (const link of SEEDED_LINKS) {
      await plantOnce(`link ${link.id}`, () => insertLink(transaction, link));
    }
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

/** Its board may have been deleted; a database older than `planted_seed` may have it already. */
async function plantSet(transaction: EntityManager, set: CoefficientSet): Promise<void> {
  if (!(await lockBoard(transaction, set.boardId))) return;
  const seed = seedName(set);
  const sets = await transaction.findBy(CoefficientSetEntity, { boardId: set.boardId });
  if (sets.some((existing) => existing.seed === seed)) return;
  const version = Math.max(0, ...sets.map((existing) => existing.version)) + 1;
  const active = !sets.some((existing) => existing.active && keyOf(existing) === keyOf(set));
  await transaction.insert(
    CoefficientSetEntity,
    toCoefficientSetEntity({ ...set, version }, { activatedAt: active ? new Date() : null, seed }),
  );
}

const seedName = (set: CoefficientSet): string => `${set.boardId} ${keyOf(set)} ${set.date}`;
