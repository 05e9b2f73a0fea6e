import type { Command } from 'commander';
import { BOUNDARIES, PRECISIONS } from '../core/index.js';

/** Which coefficient set of a board a tier has. */
export interface TierOptions {
  readonly board: string;
  readonly powerMode?: string;
  readonly runtime?: string;
  readonly precision?: string;
  readonly batch?: number;
  readonly boundary?: string;
}

/** Adds --device and the like to a command: a board, and what tells its coefficient sets apart. */
export function addTierOptions(
  command: Command,
  tier: string,
  role: string,
  { isOptional = false }: { readonly isOptional?: boolean } = {},
): Command {
  const [flags, description] = [`--${tier} <board>`, `${role}, such as jetson-tx2 (listed below)`];
  return (isOptional ? command.option(flags, description) : command.requiredOption(flags, description))
    .option(`--${tier}-mode <mode>`, 'its power mode, such as MAXN')
    .option(`--${tier}-precision <precision>`, `its arithmetic: ${PRECISIONS.join(', ')}`)
    .option(`--${tier}-runtime <runtime>`, 'its runtime, such as TensorRT')
    .option(`--${tier}-batch <size>`, 'inputs per inference that its coefficients hold for', Number)
    .option(`--${tier}-boundary <point>`, `where its energy was measured: ${BOUNDARIES.join(', ')}`);
}

/** What a command was told of a tier, as a request writes it. */
export function tierOf(options: Readonly<Record<string, unknown>>, tier: string): TierOptions {
  const given = {
    board: options[tier],
    powerMode: options[`${tier}Mode`],
    runtime: options[`${tier}Runtime`],
    precision: options[`${tier}Precision`],
    batch: options[`${tier}Batch`],
    boundary: options[`${tier}Boundary`],
  };
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as unknown as TierOptions;
}
