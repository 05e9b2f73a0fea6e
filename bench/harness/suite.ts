/** Values of one thing that was measured, one a round (or one a seeded draw). */
export interface Row {
  readonly what: string;
  readonly unit: string;
  /** At least one. */
  readonly values: readonly number[];
  /** What is wanted of the median, such as `≤ 5`. */
  readonly target?: string;
}

export interface Outcome {
  readonly rows: readonly Row[];
  /** What to know before trusting the rows, and what was left out. */
  readonly notes: readonly string[];
}

export interface Settings {
  /** Of each measurement. */
  readonly rounds: number;
  /** How long a round measures one thing, where it can choose [s]. */
  readonly secondsPerRound: number;
  /** Whether it is enough that everything runs: sizes are small and figures mean nothing. */
  readonly isQuick: boolean;
  /** The folder of published measurements; null where there is none. */
  readonly dataFolder: string | null;
}

export interface Suite {
  readonly summary: string;
  run(settings: Settings): Promise<Outcome>;
}

/** The outcome of a suite that needs the folder of measurements, where there is none. */
export const skippedWithoutData = (what: string): Outcome => ({
  rows: [],
  notes: [`${what}: skipped, for want of the folder of measurements; name it with --data or CUTPOINT_DATA`],
});

/** Outcomes one after the other. */
export const joined = (outcomes: readonly Outcome[]): Outcome => ({
  rows: outcomes.flatMap(({ rows }) => rows),
  notes: outcomes.flatMap(({ notes }) => notes),
});
