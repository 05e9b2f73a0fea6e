import { chooseSet, notABoard, type BoardWithSet, type CoefficientSetChoice } from '../boards/index.js';
import { seededBoards } from '../database/seeds/seeded-boards.js';
import { BoardSource } from '../plans/index.js';

const BOARDS = seededBoards().filter(({ coefficientSets }) => coefficientSets.length > 0);

/** Identifiers of the boards that plans can be made for. */
export const BOARD_IDS: readonly string[] = BOARDS.map(({ board }) => board.id);

/** The boards that come with the program, without a database. */
export class SeededBoards extends BoardSource {
  choose(choice: CoefficientSetChoice, pointer: string): Promise<BoardWithSet> {
    const found = BOARDS.find(({ board }) => board.id === choice.board);
    if (found === undefined) throw notABoard(choice.board, BOARD_IDS, `${pointer}/board`);
    return Promise.resolve(chooseSet(found, choice, pointer));
  }
}
