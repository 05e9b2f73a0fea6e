#!/usr/bin/env node
import 'reflect-metadata';
import { Command } from 'commander';
import { COMMANDS } from './commands/index.js';
import { EXIT_CODES, exitCodeOf, explainFailure } from './failures.js';

const program = new Command('cutpoint')
  .description(
    'Where should a neural network run? Plans how to divide a network between a device and an edge board, and ' +
      'divides its ONNX file. Boards and links are those that come with the program; no server is needed.',
  )
  .version('0.1.0')
  .showHelpAfterError('(cutpoint --help, or cutpoint help <command>)')
  .addHelpText('after', `\n${EXIT_CODES}`)
  .exitOverride();
for (const describe of COMMANDS) program.addCommand(describe().exitOverride());

try {
  await program.parseAsync();
} catch (error) {
  const explanation = explainFailure(error);
  if (explanation !== null) console.error(explanation);
  process.exitCode = exitCodeOf(error);
}
