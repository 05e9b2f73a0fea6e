/** Runs the benchmarks that the command line names, or all; README.md beside it says what they measure. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Argument, Command, InvalidArgumentError } from 'commander';
import { describeMachine } from './harness/machine.js';
import { tableOf, writeResults } from './harness/report.js';
import type { Settings, Suite } from './harness/suite.js';
import { SUITES } from './suites.js';

interface Options {
  readonly data: string;
  readonly rounds: number;
  readonly seconds: number;
  readonly quick?: true;
}

const QUICK = { rounds: 1, secondsPerRound: 0.05, isQuick: true };

const names = Object.keys(SUITES);
const summaries = Object.entries(SUITES).map(([name, { summary }]) => `  ${name.padEnd(16)}${summary}`);

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('expected a number above 0');
  return value;
}

function wholeNumber(text: string): number {
  const value = positive(text);
  if (!Number.isInteger(value)) throw new InvalidArgumentError('expected an integer');
  return value;
}

await new Command('bench')
  .description(
    'Measures Cutpoint: medians and spreads as a table, every value in bench/results/<suite>.json.',
  )
  .addArgument(new Argument('[suites...]', 'which to run; left out: all').choices(names))
  .option('--rounds <number>', 'of each measurement', wholeNumber, 5)
  .option('--seconds <s>', 'how long a round measures one thing', positive, 2)
  .option('--data <folder>', 'of published measurements', process.env.CUTPOINT_DATA ?? '../shared/data')
  .option('--quick', 'see only whether everything runs: small sizes, one round')
  .addHelpText('after', `\nSuites:\n${summaries.join('\n')}`)
  .action(run)
  .parseAsync();

async function run(suites: readonly string[], { data, rounds, seconds, quick }: Options): Promise<void> {
  const settings: Settings = {
    ...(quick ? QUICK : { rounds, secondsPerRound: seconds, isQuick: false }),
    dataFolder: existsSync(data) ? resolve(data) : null,
  };
  for (const name of suites.length === 0 ? names : suites) await runSuite(name, SUITES[name]!, settings);
}

async function runSuite(name: string, suite: Suite, settings: Settings): Promise<void> {
  const [machine, date] = [describeMachine(), new Date()];
  const { processor, cores, node, loadBefore } = machine;
  console.log(
    `\n## ${name}\n\n${suite.summary}; ${cores} cores of ${processor}, Node ${node}, load ${loadBefore.toFixed(1)}\n`,
  );
  const outcome = await suite.run(settings);
  if (outcome.rows.length > 0) console.log(tableOf(outcome.rows));
  for (const note of outcome.notes) console.log(`\n${note}`);
  console.log(`\n${await writeResults(name, outcome, { machine, settings, date })}`);
}
