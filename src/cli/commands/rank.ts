import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { ZOO } from '../../core/index.js';
import { rankRequest, type RankingLine } from '../../rankings/index.js';
import { print, rounded, table } from '../output.js';
import { SeededBoards } from '../seeds.js';
import { addTierOptions, tierOf } from '../tier-options.js';

interface RankOptions {
  readonly candidates?: string;
  readonly goal?: string;
  readonly maxEnergy?: number;
  readonly maxLatency?: number;
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
    .option('--goal <goal>', 'energy or latency', 'energy')
    .option('--max-energy <J>', 'most energy [J]', Number)
    .option('--max-latency <ms>', 'longest latency [ms]', Number)
    .option('--top <number>', 'list so many of the best, and all on the front', Number)
    .option('--json', 'print the lines of the answer, as NDJSON')
    .action(rank);
}

async function rank(networks: readonly string[], options: RankOptions): Promise<void> {
  const { candidates, goal, maxEnergy, maxLatency, top } = options;
  const settings = {
    boards: [tierOf({ ...options }, 'device')],
    goal,
    ...(maxEnergy !== undefined && { maxEnergyJ: maxEnergy }),
    ...(maxLatency !== undefined && { maxLatencyMs: maxLatency }),
    ...(top !== undefined && { top }),
  };
  const named = networks.length > 0 ? networks : candidates === undefined ? ZOO.map(({ id }) => id) : [];
  const body = [
    JSON.stringify(settings),
    ...named.map((zoo) => JSON.stringify({ zoo })),
    ...(candidates === undefined ? [] : [await readFile(candidates, 'utf8')]),
  ].join('\n');
  let written = '';
  await rankRequest({ body: Buffer.from(body), mediaType: 'application/x-ndjson' }, async (question) => {
    if (question.kind === 'network') return { kind: 'network', found: null };
    if (question.kind === 'board') {
      const { coefficientSet } = await new SeededBoards().choose(question.choice, question.pointer);
      return { kind: 'board', set: coefficientSet };
    }
    written += question.lines;
    return { kind: 'written' };
  });
  print(options.json ? written.trimEnd() : reportOf(written));
}

function reportOf(written: string): string {
  const lines = written
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RankingLine);
  const places = lines.flatMap((line) => (line.kind === 'place' ? [line] : []));
  return [
    table(
      ['rank', 'network', 'energy J', 'latency ms', 'front', 'next not told apart', 'breaks'],
      places.map((own) => [
        own.rank,
        own.name,
        rounded(own.energyJ),
        rounded(own.latencyMs),
        own.isOnFront ? 'yes' : '',
        own.inseparable,
        own.brokenBudgets.join(', '),
      ]),
    ),
    ...lines.flatMap((line) =>
      line.kind === 'fault' ? [`candidate ${line.candidate}: ${line.problem.detail}`] : [],
    ),
  ].join('\n');
}
