import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { readBody } from '../../platform/validation/request.pipe.js';
import { advise, PruningRequestDto, readPruning, type PruningAnswerDto } from '../../pruning/index.js';
import { UsageError } from '../failures.js';
import { addSizeOptions, readNetwork, type SizeOptions } from '../model-argument.js';
import { THE_NETWORK } from '../one-network.js';
import { asJson, print, rounded, table } from '../output.js';
import { SeededBoards } from '../seeds.js';
import { addTierOptions, tierOf } from '../tier-options.js';

interface PruneOptions extends SizeOptions {
  readonly maxEnergy?: number;
  readonly maxLatency?: number;
  readonly step?: number;
  readonly keep?: number;
  readonly output?: string;
  readonly json?: true;
}

export function pruneAdviceCommand(): Command {
  const command = new Command('prune-advice')
    .summary('say what taking kernels from convolutions saves')
    .description('What can go, what goes with it and what that saves; with a budget, steps that reach it.')
    .argument('<model>', 'an ONNX file, or the identifier of a network of the zoo, such as resnet-50');
  addTierOptions(command, 'device', 'the board');
  addSizeOptions(command);
  return command
    .option('--max-energy <J>', 'energy that the pruned network may take [J]', Number)
    .option('--max-latency <ms>', 'latency that the pruned network may take [ms]', Number)
    .option('--step <share>', 'share of the channels of a group that a step takes', Number)
    .option('--keep <share>', 'share of the channels of a group that stays at least', Number)
    .option('-o, --output <file>', 'write the pruned network, as POST /networks takes it')
    .option('--json', 'print the answer as JSON')
    .action(pruneAdvice);
}

const NO_BUDGET = 'output: got no budget to prune to, expected --max-energy, --max-latency or both beside it';

async function pruneAdvice(model: string, options: PruneOptions): Promise<void> {
  const { maxEnergy, maxLatency, step, keep, output } = options;
  const body = {
    networkId: THE_NETWORK,
    board: tierOf({ ...options }, 'device'),
    ...(maxEnergy !== undefined && { maxEnergyJ: maxEnergy }),
    ...(maxLatency !== undefined && { maxLatencyMs: maxLatency }),
    ...(step !== undefined && { stepShare: step }),
    ...(keep !== undefined && { keepShare: keep }),
  };
  const request = await readBody(body, PruningRequestDto);
  const network = await readNetwork(model, options);
  const answer = advise(await readPruning(request, new SeededBoards(), network));
  if (output !== undefined) {
    if (answer.schedule === null) throw new UsageError(NO_BUDGET);
    await writeFile(output, `${asJson(answer.schedule.pruned.network)}\n`);
  }
  print(options.json ? asJson(answer) : reportOf(answer));
}

function reportOf({ notice, figures, groups, fixed, schedule, warnings }: PruningAnswerDto): string {
  return [
    notice,
    `As it is: ${String(rounded(figures.energyJ))} J, ${String(rounded(figures.latencyMs))} ms.`,
    table(
      ['group', 'convolutions', 'channels', 'first saves J', 'first saves ms', 'stay in the schedule'],
      groups.map((own, index) => [
        index,
        own.convolutions.map(({ name }) => name).join(', '),
        own.channels,
        rounded(own.firstChannelJ),
        rounded(own.firstChannelMs),
        schedule?.steps.findLast(({ group }) => group === index)?.to ?? own.channels,
      ]),
    ),
    ...fixed.map(({ name, reason }) => `${name} stays: ${reason}`),
    ...(schedule === null
      ? []
      : [
          `${schedule.steps.length} steps ${schedule.reachesBudget ? 'reach' : 'do not reach'} the budget: ` +
            `${String(rounded(schedule.pruned.energyJ))} J, ${String(rounded(schedule.pruned.latencyMs))} ms, ` +
            `${schedule.pruned.totals.weights} weights left.`,
        ]),
    ...warnings.map(({ code, message }) => `warning (${code}): ${message}`),
  ].join('\n');
}
