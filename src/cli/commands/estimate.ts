import { Command } from 'commander';
import { EstimateRequestDto, estimateNetworks, type EstimateAnswerDto } from '../../estimates/index.js';
import { readBody } from '../../platform/validation/request.pipe.js';
import { addSizeOptions, readNetwork, type SizeOptions } from '../model-argument.js';
import { THE_NETWORK } from '../one-network.js';
import { asJson, print, rounded, table } from '../output.js';
import { SeededBoards } from '../seeds.js';
import { addTierOptions, tierOf } from '../tier-options.js';

interface EstimateOptions extends SizeOptions {
  readonly layers?: true;
  readonly battery?: number;
  readonly grid?: number;
  readonly json?: true;
}

export function estimateCommand(): Command {
  const command = new Command('estimate')
    .summary('estimate energy and latency of a network on a board')
    .description(
      'Energy and latency of one inference, by part of the model and, with --layers, layer by layer.',
    )
    .argument('<model>', 'an ONNX file, or the identifier of a network of the zoo, such as resnet-50');
  addTierOptions(command, 'device', 'the board');
  addSizeOptions(command);
  return command
    .option('--layers', 'list every layer')
    .option('--battery <Wh>', 'energy of a battery: how many inferences it lasts for', Number)
    .option('--grid <g/kWh>', 'carbon intensity of the grid: the carbon of an inference', Number)
    .option('--json', 'print the answer as JSON')
    .action(estimate);
}

async function estimate(model: string, options: EstimateOptions): Promise<void> {
  const { layers, battery, grid } = options;
  const body = {
    networks: [{ networkId: THE_NETWORK }],
    boards: [tierOf({ ...options }, 'device')],
    ...(layers && { layers }),
    ...(battery !== undefined && { batteryWh: battery }),
    ...(grid !== undefined && { gridGCo2PerKWh: grid }),
  };
  const request = await readBody(body, EstimateRequestDto);
  const answer = await estimateNetworks(request, new SeededBoards(), await readNetwork(model, options));
  print(options.json ? asJson(answer) : reportOf(answer));
}

const percent = (share: number | null): string => (share === null ? '' : `${(100 * share).toFixed(1)} %`);

function reportOf({ estimates, networks }: EstimateAnswerDto): string {
  const [estimate] = estimates;
  const { energyJ, energyP5J, energyP95J, latencyMs, latencyP5Ms, latencyP95Ms } = estimate!;
  const uses = [
    ['inferences per Wh', estimate!.inferencesPerWh],
    ['inferences per battery', estimate!.inferencesPerBattery],
    ['carbon [g CO2e]', estimate!.carbonGCo2],
  ] as const;
  return [
    `${networks[0]!.name}: ${networks[0]!.macs} MACs, ${networks[0]!.weights} weights`,
    table(
      ['', 'estimate', '5 %', '95 %'],
      [
        ['energy J', ...[energyJ, energyP5J, energyP95J].map(rounded)],
        ['latency ms', ...[latencyMs, latencyP5Ms, latencyP95Ms].map(rounded)],
      ],
    ),
    table(
      ['part', 'energy J', 'latency ms', 'of energy', 'of latency'],
      estimate!.parts.map((own) => [
        own.part,
        rounded(own.energyJ),
        rounded(own.latencyMs),
        percent(own.energyShare),
        percent(own.latencyShare),
      ]),
    ),
    ...(estimate!.layers === undefined
      ? []
      : [
          table(
            ['layer', 'kind', 'energy J', 'latency ms', 'of energy'],
            estimate!.layers.map((own) => [
              own.name,
              own.fusedInto === null ? own.kind : `in ${own.fusedInto}`,
              rounded(own.energyJ),
              rounded(own.latencyMs),
              percent(own.energyShare),
            ]),
          ),
        ]),
    ...uses.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${String(rounded(value))}`])),
    ...estimate!.warnings.map(({ code, message }) => `warning (${code}): ${message}`),
  ].join('\n');
}
