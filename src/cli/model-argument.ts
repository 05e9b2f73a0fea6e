import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import { ZOO } from '../core/index.js';
import { ImportQueryDto, importModel, toInputBinding } from '../networks/index.js';
import { readQuery } from '../platform/validation/request.pipe.js';
import { UsageError } from './failures.js';
import { OneNetwork } from './one-network.js';
import { withProgress } from './progress.js';

/** Options that settle what a model file leaves open. */
export interface SizeOptions {
  readonly shape?: string[];
  readonly dimension?: string[];
  readonly batch?: string;
}

const collect = (value: string, earlier: string[] = []): string[] => [...earlier, value];

/** Adds the options of `SizeOptions` to a command that takes a model. */
export const addSizeOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--shape <input:sizes>', 'shape of an input, as in input:1,3,224,224; repeatable').argParser(
        collect,
      ),
    )
    .addOption(
      new Option(
        '--dimension <name:size>',
        'size of a symbolic dimension, as in sequence:128; repeatable',
      ).argParser(collect),
    )
    .option('--batch <size>', 'size of the first dimension of every input that leaves it open');

/** The network that an argument names: an ONNX file, or one of the zoo. */
export async function readNetwork(argument: string, sizes: SizeOptions): Promise<OneNetwork> {
  const inZoo = ZOO.find(({ id }) => id === argument);
  if (inZoo !== undefined) return new OneNetwork(inZoo.build(), null);
  const { network, file } = await readModel(argument, sizes);
  return new OneNetwork(network, file.sha256);
}

/** Reads an ONNX file without its weights. Throws a `UsageError` where there is none. */
export async function readModel(path: string, sizes: SizeOptions): ReturnType<typeof importModel> {
  const { size } = await fileAt(path);
  const binding = await readSizes(sizes);
  const chunks = createReadStream(path, { highWaterMark: 2 ** 20 });
  return importModel(withProgress(chunks, 'reading', size), binding);
}

/** What the options say of open sizes. */
export const readSizes = async (sizes: SizeOptions): Promise<ReturnType<typeof toInputBinding>> =>
  toInputBinding(await readQuery(toQuery(sizes), ImportQueryDto));

async function fileAt(path: string): Promise<{ readonly size: number }> {
  const found = await stat(path).catch(() => null);
  if (found?.isFile()) return found;
  throw new UsageError(
    `model: got '${path}', expected an ONNX file or an identifier of the zoo (${ZOO[0]!.id}, ...)`,
  );
}

const toQuery = ({ shape, dimension, batch }: SizeOptions): object => ({
  ...(shape && { shape }),
  ...(dimension && { dimension }),
  ...(batch !== undefined && { batch }),
});
