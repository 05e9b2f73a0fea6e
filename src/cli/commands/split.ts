import { open, readFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { TRANSFER_PRECISIONS, type TransferPrecisionName } from '../../core/index.js';
import {
  chunksOfFile,
  divideModel,
  fileSource,
  MATCHES,
  PartFiles,
  PLAN_CHOICES,
  readPlan,
  readRanges,
  type ManifestDto,
  type PlanChoice,
  type Where,
} from '../../splits/index.js';
import { UsageError } from '../failures.js';
import { addSizeOptions, readSizes, type SizeOptions } from '../model-argument.js';
import { asJson, print, table } from '../output.js';
import { PartFolder } from '../part-folder.js';
import { withProgress } from '../progress.js';

interface SplitOptions extends SizeOptions {
  readonly plan?: string;
  readonly which: PlanChoice;
  readonly match: (typeof MATCHES)[number];
  readonly boundary?: string[];
  readonly cloudBoundary?: string[];
  readonly transferPrecision?: TransferPrecisionName;
  readonly calibration?: string;
  readonly output: string;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  cutpoint split model.onnx --plan plan.json -o out/
  cutpoint split model.onnx --plan plan.json --which latency --calibration ranges.json -o out/
  cutpoint split model.onnx --batch 1 --boundary pool5 -o out/

out/ then holds head.onnx, tail.onnx (and middle.onnx with a cloud) and manifest.json, which names the tensors that
cross. Parts that an earlier manifest.json there lists are removed first. ranges.json is an object of
[minimum, maximum] by tensor, such as { "pool5": [0, 6.2] }. A plan names the sizes that it was made for; --shape,
--dimension and --batch are for --boundary.`;

export const splitCommand = (): Command =>
  addSizeOptions(
    new Command('split')
      .summary('divide an ONNX file by a plan')
      .description(
        'Divides an ONNX file into one for each tier. Names are kept, weights are copied as they stand in the file, and ' +
          'references to external data as well, so that those files belong beside the parts.',
      )
      .argument('<model>', 'an ONNX file')
      .requiredOption('-o, --output <folder>', 'where to write the parts; made where it is missing'),
  )
    .option('--plan <file>', 'the answer of cutpoint plan -o, or of POST /plans')
    .addOption(
      new Option('--which <plan>', 'which plan of the answer').choices(PLAN_CHOICES).default('chosen'),
    )
    .addOption(
      new Option(
        '--match <part>',
        'whether the model must be the file of the plan, or may be another one of the same layers',
      )
        .choices(MATCHES)
        .default('file'),
    )
    .option('--boundary <tensors...>', 'in the place of a plan: the tensors that cross to the edge')
    .option('--cloud-boundary <tensors...>', 'with --boundary: the tensors that cross from edge to cloud')
    .addOption(
      new Option(
        '--transfer-precision <precision>',
        'with --boundary: what floating-point tensors are sent as',
      ).choices(TRANSFER_PRECISIONS),
    )
    .option('--calibration <file>', 'ranges of the crossing tensors for int8, as JSON')
    .option('--json', 'print the manifest as JSON')
    .addHelpText('after', EXAMPLES)
    .action(split);

async function split(path: string, options: SplitOptions): Promise<void> {
  const where = await whereOf(options);
  const ranges =
    options.calibration === undefined ? new Map() : readRanges(await readFile(options.calibration, 'utf8'));
  const binding = await readSizes(options);
  const file = await open(path);
  try {
    const size = await sizeOf(file, path);
    const chunks = withProgress(chunksOfFile(file), 'reading', size);
    const parts = new PartFiles(await divideModel(fileSource(file), chunks, { where, binding, ranges }));
    const folder = new PartFolder(options.output);
    await folder.clear(await file.stat());
    await folder.write(parts.files);
    const manifest = parts.manifest();
    await folder.writeManifest(manifest);
    print(options.json ? asJson(manifest) : report(manifest, options.output));
  } finally {
    await file.close();
  }
}

async function sizeOf(file: FileHandle, path: string): Promise<number> {
  const found = await file.stat();
  if (found.isFile()) return found.size;
  throw new UsageError(`model: got '${path}', expected an ONNX file`);
}

async function whereOf({
  plan,
  boundary,
  cloudBoundary,
  transferPrecision,
  which,
  match,
}: SplitOptions): Promise<Where> {
  if ((plan === undefined) === (boundary === undefined)) {
    throw new UsageError(
      `expected either --plan or --boundary, got ${plan === undefined ? 'neither' : 'both'}`,
    );
  }
  if (plan !== undefined) {
    if (cloudBoundary !== undefined || transferPrecision !== undefined) {
      throw new UsageError(
        '--cloud-boundary and --transfer-precision go with --boundary; a plan says both itself',
      );
    }
    return { by: 'plan', plan: await readPlan(await readFile(plan, 'utf8'), which), match };
  }
  const boundaries = cloudBoundary === undefined ? [boundary!] : [boundary!, cloudBoundary];
  return { by: 'boundary', boundaries, transferPrecision: transferPrecision ?? 'stored' };
}

function report({ parts, boundaries, fixedSizes }: ManifestDto, folder: string): string {
  return [
    table(
      ['file', 'runs on', 'bytes'],
      parts.map(({ tier, file, bytes }) => [join(folder, file), tier, bytes]),
    ),
    table(
      ['crosses', 'sent as', 'shape', 'type', 'bytes'],
      boundaries.flatMap(({ tensors }) =>
        tensors.map(({ name, sentAs, shape, dataType, bytes }) => [
          name,
          sentAs,
          shape.join('×'),
          dataType,
          bytes,
        ]),
      ),
    ),
    ...fixedSizes.map(
      ({ name, value }) => `${name} is ${value} in the parts, though the model leaves it open.`,
    ),
  ].join('\n');
}
