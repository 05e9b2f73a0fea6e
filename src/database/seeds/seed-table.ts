import type { CoefficientSet, FittedCost } from '../../core/index.js';

/** One line a fitted cost: what was fitted, on what, and how well it predicts. */
export function seedTable(sets: readonly CoefficientSet[]): string {
  const header = [
    'set',
    'cost',
    'rows',
    'networks',
    'slopes',
    'terms',
    'mean',
    'median',
    'R²',
    'procedure',
    'unpredicted',
  ];
  const lines = sets.flatMap((set) =>
    (['energy', 'latency'] as const)
      .filter((cost) => set[cost] !== null)
      .map((cost) => [`${nameOf(set)} (${set.boundary}, ${set.quality})`, cost, ...cells(set[cost])]),
  );
  const widths = header.map((title, column) =>
    Math.max(...[[...header], ...lines].map((line) => (line[column] ?? title).length)),
  );
  return [header, ...lines]
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const nameOf = ({ boardId, powerMode, runtime, precision }: CoefficientSet): string =>
  `${boardId} ${powerMode} ${runtime} ${precision}`;

function cells(fitted: FittedCost | null): string[] {
  if (!fitted?.statistics) return [];
  const { model, statistics } = fitted;
  const { slopes, ...terms } = model;
  const { validation } = statistics;
  return [
    String(statistics.rowCount),
    String(statistics.networkCount),
    Object.entries(slopes)
      .flatMap(([layerClass, slope]) => (slope === null ? [] : [`${layerClass}: ${slope.family}`]))
      .join(', '),
    Object.entries(terms)
      .flatMap(([term, value]) => (value > 0 ? [term] : []))
      .join(', '),
    percent(validation.meanError),
    percent(validation.medianError),
    statistics.rSquared.toFixed(4),
    validation.procedure,
    validation.unpredictedNetworks.join(', '),
  ];
}

const percent = (error: number | null): string => (error === null ? '-' : `${(100 * error).toFixed(1)} %`);
