import type { Command } from 'commander';
import { planCommand } from './plan.js';

/** Every command of the program; a new one is a file of its own and a line here. */
export const COMMANDS: readonly (() => Command)[] = [planCommand];
