import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { ZOO } from '../../core/index.js';
import { readBody } from '../../platform/validation/request.pipe.js';
import { GOALS, rankRequest, RankingSettingsDto, type RankingLine } from '../../rankings/index.js';
import { UsageError } from '../failures.js';
import { print, rounded, table } from '../output.js';
import { SeededBoards } from '../seeds.js';
import { addTierOptions, tierOf } from '../tier-options.js';

interface RankOptions {
  readonly candidates?: string;
  readonly goal?: string;
  readonly energyPrice?: number;
  readonly latencyPrice?: number;
  readonly maxEnergy?: number;
  readonly maxLatency?: number;
  readonly minAccuracy?: number;
  readonly top?: number;
  readonly json?: true;
}

export function rankCommand(): Command {
  const command = new Command('rank')
    .summary('rank networks by energy or latency on a board')
    .description('Ranks networks of the zoo, or the candidates of a file, as POST /rankings does.')
    .argument('[networks...]', 'identifiers of networks of the zoo; left out: all, or those of --candidates');
  addTierOptions(command, 'device', 'the board');
  return command
    .option('--candidates <file>', 'NDJSON: a candidate a line, as POST /rankings takes them')
    .option('--goal <goal>', GOALS.join(', '), 'energy')
    .option('--energy-price <price>', 'price of a joule, for weightedSum', Number)
    .option('--latency-price <price>', 'price of a millisecond, for weightedSum', Number)
    .option('--max-energy <J>', 'most energy [J]', Number)
    .option('--max-latency <ms>', 'longest latency [ms]', Number)
    .option('--min-accuracy <share>', 'least share of right answers, from 0 to 1', Number)
    .option('--top <number>', 'list so many of the best, and all on the front', Number)
    .option('--json', 'print the lines of the answer, as NDJSON')
    .action(rank);
}

async function rank(networks: readonly string[], options: RankOptions): Promise<void> {
  const { candidates } = options;
  // Read here, for what is no number would not be in the JSON.
  const settings = await readBody(toSettings(options), RankingSettingsDto);
  const named = networks.length > 0 ? networks : candidates === undefined ? ZOO.map(({ id }) => id) : [];
  const body = [
    JSON.stringify(settings),
    ...named.map((zoo) => JSON.stringify({ zoo })),
    ...(candidates === undefined ? [] : [await readFile(candidates, 'utf8')]),
  ].join('\n');
  let written = '';
  const ranked = await rankRequest(
    { body: Buffer.from(body), mediaType: 'application/x-ndjson' },
    async (question) => {
      if (question.kind === 'network') return { kind: 'network', found: inZoo(question.id) };
      if (question.kind === 'board') {
        const { coefficientSet } = await new SeededBoards().choose(question.choice, question.pointer);
        return { kind: 'board', set: coefficientSet };
      }
      written += question.lines;
      return { kind: 'written' };
    },
  );
  print(options.json ? written.trimEnd() : reportOf(written));
  if (ranked === 0) throw new UsageError('networks: got none that can be ranked');
}

function toSettings(options: RankOptions): object {
  const { goal, energyPrice, latencyPrice, maxEnergy, maxLatency, minAccuracy, top } = options;
  const hasPrices = energyPrice !== undefined || latencyPrice !== undefined;
  return {
    boards: [tierOf({ ...options }, 'device')],
    goal,
    ...(hasPrices && { weights: { perEnergyJ: energyPrice ?? 0, perLatencyMs: latencyPrice ?? 0 } }),
    ...(maxEnergy !== undefined && { maxEnergyJ: maxEnergy }),
    ...(maxLatency !== undefined && { maxLatencyMs: maxLatency }),
    ...(minAccuracy !== undefined && { minAccuracyShare: minAccuracy }),
    ...(top !== undefined && { top }),
  };
}

/** Networks that are stored under an identifier are those of the zoo: there is no database. */
const inZoo = (id: string): { name: string; definition: null } | null =>
  ZOO.some((own) => own.id === id) ? { name: id, definition: null } : null;

function reportOf(written: string): string {
  const lines = written
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RankingLine);
  return [placesIn(lines), ...lines.flatMap(remarksIn)].join('\n');
}

const placesIn = (lines: readonly RankingLine[]): string =>
  table(
    ['rank', 'network', 'energy J', 'latency ms', 'accuracy', 'front', 'next not told apart', 'breaks'],
    lines.flatMap((own) =>
      own.kind === 'place'
        ? [
            [
              own.rank,
              own.name,
              rounded(own.energyJ),
              rounded(own.latencyMs),
              own.accuracyShare,
              own.isOnFront ? 'yes' : '',
              own.inseparable,
              own.brokenBudgets.join(', '),
            ],
          ]
        : [],
    ),
  );

function remarksIn(line: RankingLine): string[] {
  switch (line.kind) {
    case 'ranking':
      return line.warnings.map(({ code, message }) => `warning (${code}): ${message}`);
    case 'fault':
      return [`candidate ${line.candidate}: ${line.problem.detail}`];
    case 'agreement': {
      const [own, ofMacs] = [line.tau, line.tauOfMacs].map(rounded);
      return [
        `${line.cost}, Kendall's tau with ${line.networks} measured networks: ${own ?? 'unknown'} (MACs alone: ${ofMacs ?? 'unknown'})`,
      ];
    }
    default:
      return [];
  }
}
