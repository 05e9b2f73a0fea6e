import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { TRANSFER_PRECISIONS } from '../../core/index.js';
import {
  OBJECTIVE_CHOICES,
  PlanRequestDto,
  PlansService,
  ProblemReader,
  TierReader,
  type PlanAnswerDto,
} from '../../plans/index.js';
import { readBody } from '../../platform/validation/request.pipe.js';
import { NothingChosen } from '../failures.js';
import { addLinkOptions, backhaulOf, linkOf, type LinkOptions } from '../link-options.js';
import { addSizeOptions, readNetwork, type SizeOptions } from '../model-argument.js';
import { THE_NETWORK } from '../one-network.js';
import { asJson, print } from '../output.js';
import { planReport } from '../plan-report.js';
import { BOARD_IDS, SeededBoards, SeededLinks } from '../seeds.js';
import { addTierOptions, tierOf } from '../tier-options.js';

interface PlanOptions extends SizeOptions, LinkOptions {
  readonly objective?: string;
  readonly transferPrecision?: string[];
  readonly maxLatency?: number;
  readonly maxDeviceEnergy?: number;
  readonly keepInput?: true;
  readonly idlePower?: number;
  readonly output?: string;
  readonly json?: true;
}

const EXAMPLES = `
Boards: ${BOARD_IDS.join(', ')}

Examples:
  cutpoint plan model.onnx --batch 1 --device jetson-tx2 --device-mode MAXN --device-precision fp32 \\
    --edge jetson-xavier-nx --rate 200 --round-trip 2 -o plan.json
  cutpoint plan resnet-50 --device raspberry-pi-4b --edge server-nvidia-t4 --link wifi-802.11n --rate 50
  cutpoint split model.onnx --plan plan.json -o out/`;

export function planCommand(): Command {
  const command = new Command('plan')
    .summary('find where to divide a network')
    .description(
      'Evaluates every way to divide a network between a device, an edge board and perhaps a cloud, and says which is best.',
    )
    .argument('<model>', 'an ONNX file, or the identifier of a network of the zoo, such as resnet-50');
  addTierOptions(command, 'device', 'the board that has the input and wants the result');
  addTierOptions(command, 'edge', 'the board beyond the link');
  addTierOptions(command, 'cloud', 'a board beyond the backhaul', { isOptional: true });
  addLinkOptions(command);
  addSizeOptions(command);
  return command
    .option('--objective <objective>', `what to be best in: ${OBJECTIVES.join(', ')}`)
    .option('--transfer-precision <precisions...>', `what may cross: ${TRANSFER_PRECISIONS.join(', ')}`)
    .option('--max-latency <ms>', 'longest latency [ms]', Number)
    .option('--max-device-energy <J>', 'most energy of the device [J]', Number)
    .option('--keep-input', 'the raw input must stay on the device')
    .option('--idle-power <W>', 'power of the device while it waits [W]', Number)
    .option('-o, --output <file>', 'write the answer as JSON, for cutpoint split')
    .option('--json', 'print the answer as JSON')
    .addHelpText('after', EXAMPLES)
    .action(plan);
}

/** A weighted sum needs prices, which a request in JSON can give. */
const OBJECTIVES = OBJECTIVE_CHOICES.filter((objective) => objective !== 'weightedSum');

async function plan(model: string, options: PlanOptions): Promise<void> {
  const request = await readBody(toRequest(options), PlanRequestDto);
  const network = await readNetwork(model, options);
  const service = new PlansService(
    new ProblemReader(new TierReader(new SeededBoards()), network, new SeededLinks()),
  );
  const answer = await service.plan(request, { candidates: 'front' });
  await report(answer, options);
}

async function report(answer: PlanAnswerDto, { output, json }: PlanOptions): Promise<void> {
  if (output !== undefined) await writeFile(output, `${asJson(answer)}\n`);
  print(json ? asJson(answer) : planReport(answer));
  if (answer.chosen === null) throw new NothingChosen();
}

/** The body of POST /plans that says the same. */
function toRequest(options: PlanOptions): object {
  const cloud = tierOf({ ...options }, 'cloud');
  const backhaul = backhaulOf(options);
  const { objective, transferPrecision, maxLatency, maxDeviceEnergy, keepInput, idlePower } = options;
  return {
    networkId: THE_NETWORK,
    device: {
      ...tierOf({ ...options }, 'device'),
      ...(idlePower !== undefined && { idlePowerW: idlePower }),
    },
    edge: tierOf({ ...options }, 'edge'),
    link: linkOf(options),
    ...(Object.keys(cloud).length > 0 && { cloud }),
    ...(backhaul && { backhaul }),
    ...(objective !== undefined && { objective }),
    ...(transferPrecision && { transferPrecisions: transferPrecision.map((name) => ({ name })) }),
    constraints: {
      ...(maxLatency !== undefined && { maxLatencyMs: maxLatency }),
      ...(maxDeviceEnergy !== undefined && { maxDeviceEnergyJ: maxDeviceEnergy }),
      ...(keepInput && { inputStaysOnDevice: true }),
    },
  };
}
