import type { BoardDto } from '../../../boards/index.js';
import type { LinkProfileDto } from '../../../links/index.js';
import type { NetworkDetailDto, NetworkSummaryDto } from '../../../networks/index.js';

/** What can be chosen, as the service has it. */
export interface Catalogue {
  readonly networks: readonly NetworkSummaryDto[];
  readonly boards: readonly BoardDto[];
  readonly links: readonly LinkProfileDto[];
}

export const boardOf = ({ boards }: Catalogue, id: string): BoardDto | undefined =>
  boards.find((board) => board.id === id);

/** Elements of the one picture that the network takes; null for a network that takes anything else. */
export function pictureElements({ inputs }: NetworkDetailDto): number | null {
  const [input, ...others] = inputs;
  return input?.shape.length === 4 && others.length === 0
    ? input.shape.slice(1).reduce((product, size) => product * size, 1)
    : null;
}
