import type { Command } from 'commander';
import { estimateCommand } from './estimate.js';
import { planCommand } from './plan.js';
import { pruneAdviceCommand } from './prune-advice.js';
import { rankCommand } from './rank.js';
import { splitCommand } from './split.js';

/** Every command of the program; a new one is a file of its own and a line here. */
export const COMMANDS: readonly (() => Command)[] = [
  planCommand,
  splitCommand,
  estimateCommand,
  rankCommand,
  pruneAdviceCommand,
];
