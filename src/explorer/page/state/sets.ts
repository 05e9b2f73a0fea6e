import type { BoardDto } from '../../../boards/index.js';
import { figures } from '../../../charts/options/index.js';

type SetSummary = BoardDto['coefficientSets'][number];

/** What tells coefficient sets of a board apart, as requests say it. */
export type SetTraits = Pick<SetSummary, 'runtime' | 'precision' | 'batch' | 'boundary'> &
  ({ powerMode: string } | { powerModes: string[] });

/** A way to run networks on a board. */
export interface SetChoice {
  /** How the address of the page writes it. */
  readonly key: string;
  readonly label: string;
  readonly traits: SetTraits;
  /** The set; the first one where the power mode is left open. */
  readonly set: SetSummary;
}

const ANY_MODE = '*';

/** Every set of the board, and where there are several power modes the best of them. */
export function choicesOf({ coefficientSets }: BoardDto): SetChoice[] {
  const single = coefficientSets.map((set) => ({
    key: keyOf(set, set.powerMode),
    label: labelOf(set, set.powerMode),
    traits: { powerMode: set.powerMode, ...sharedTraits(set) },
    set,
  }));
  return [...single, ...openChoices(coefficientSets)];
}

/** The choice of that key; the first one where the board has it not, null where it has none. */
export function choiceOf(board: BoardDto, key: string): SetChoice | null {
  const choices = choicesOf(board);
  return choices.find((choice) => choice.key === key) ?? choices[0] ?? null;
}

function openChoices(sets: readonly SetSummary[]): SetChoice[] {
  const keys = [...new Set(sets.map((set) => keyOf(set, ANY_MODE)))];
  return keys.flatMap((key) => {
    const alike = sets.filter((set) => keyOf(set, ANY_MODE) === key);
    const [set] = alike;
    if (set === undefined || alike.length < 2) return [];
    const powerModes = alike.map(({ powerMode }) => powerMode);
    return [
      { key, label: labelOf(set, 'best power mode'), traits: { powerModes, ...sharedTraits(set) }, set },
    ];
  });
}

const sharedTraits = ({ runtime, precision, batch, boundary }: SetSummary) => ({
  runtime,
  precision,
  batch,
  boundary,
});

const keyOf = ({ runtime, precision, batch, boundary }: SetSummary, mode: string): string =>
  [mode, runtime, precision, batch, boundary].join('|');

function labelOf({ runtime, precision, batch, energyError }: SetSummary, mode: string): string {
  const parts = [mode === 'default' ? null : mode, runtime, precision, batch === 1 ? null : `batch ${batch}`];
  const energy = energyError === null ? 'energy not known' : errorOf(energyError.meanError);
  return `${parts.filter((part) => part !== null).join(' · ')} (${energy})`;
}

const errorOf = (error: number | null): string =>
  error === null ? 'energy error not known' : `energy ± ${figures.percent(error)}`;
