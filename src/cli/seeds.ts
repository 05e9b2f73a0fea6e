import {
  chooseSet,
  notABoard,
  type BoardWithSet,
  type BoardWithSets,
  type CoefficientSetChoice,
} from '../boards/index.js';
import { SEEDED_LINKS } from '../database/seeds/links.js';
import { seededBoards } from '../database/seeds/seeded-boards.js';
import { notALink } from '../links/index.js';
import { BoardSource, LinkSource, type VersionedLinkProfile } from '../plans/index.js';

const BOARDS = seededBoards().filter(({ coefficientSets }) => coefficientSets.length > 0);

/** Identifiers of the boards that plans can be made for. */
export const BOARD_IDS: readonly string[] = BOARDS.map(({ board }) => board.id);

/** The boards that come with the program, without a database. */
export class SeededBoards extends BoardSource {
  async choose(choice: CoefficientSetChoice, pointer: string): Promise<BoardWithSet> {
    return chooseSet(await this.named(choice.board, `${pointer}/board`), choice, pointer);
  }

  named(id: string, pointer: string): Promise<BoardWithSets> {
    const found = BOARDS.find(({ board }) => board.id === id);
    if (found === undefined) throw notABoard(id, BOARD_IDS, pointer);
    return Promise.resolve(found);
  }
}

/** The links that come with the program, without a database. */
export class SeededLinks extends LinkSource {
  choose(id: string, pointer: string): Promise<VersionedLinkProfile> {
    const found = SEEDED_LINKS.find((link) => link.id === id);
    if (found !== undefined) return Promise.resolve({ ...found, version: 1 });
    throw notALink(id, { known: SEEDED_LINKS.map((link) => link.id), pointer });
  }
}
