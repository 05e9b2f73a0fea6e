import { TIER_NAMES, type TierName } from '../core/index.js';
import { IntegerField, NumberField } from '../platform/validation/number-fields.js';
import { ObjectListField } from '../platform/validation/object-fields.js';
import { BooleanField, ChoiceField, TextField } from '../platform/validation/text-fields.js';

export class PinnedLayerDto {
  @TextField({ description: 'Name of the layer.', example: 'conv1', maxLength: 500 })
  layer!: string;

  @ChoiceField({ description: 'Where it must run.', example: 'device', choices: TIER_NAMES })
  tier!: TierName;
}

/** What a plan must keep to; what is left out does not bind. */
export class ConstraintsDto {
  @NumberField({ description: 'Longest latency.', unit: 'ms', example: 8, minimum: 0, optional: true })
  maxLatencyMs?: number;

  @NumberField({
    description: 'Most energy of the device.',
    unit: 'J',
    example: 0.15,
    minimum: 0,
    optional: true,
  })
  maxDeviceEnergyJ?: number;

  @IntegerField({
    description: 'Most memory on the device: weights, and activations at their peak.',
    unit: 'B',
    example: 100_000_000,
    minimum: 0,
    optional: true,
  })
  maxDeviceMemoryBytes?: number;

  @IntegerField({
    description: 'Most memory on the edge.',
    unit: 'B',
    example: 1_000_000_000,
    minimum: 0,
    optional: true,
  })
  maxEdgeMemoryBytes?: number;

  @BooleanField({
    description: 'Whether the raw input must stay on the device.',
    example: true,
    optional: true,
  })
  inputStaysOnDevice?: boolean;

  @NumberField({
    description: 'Least share of the MACs on the device.',
    example: 0.1,
    minimum: 0,
    maximum: 1,
    optional: true,
  })
  minDeviceShare?: number;

  @NumberField({
    description: 'Greatest share of the MACs on the device.',
    example: 0.9,
    minimum: 0,
    maximum: 1,
    optional: true,
  })
  maxDeviceShare?: number;

  @ObjectListField(PinnedLayerDto, {
    description: 'Layers that must run on one tier.',
    minItems: 1,
    maxItems: 1000,
    optional: true,
  })
  pinned?: PinnedLayerDto[];
}

/** Names of the constraints, as requests and answers write them. */
export const CONSTRAINT_FIELDS = [
  'maxLatencyMs',
  'maxDeviceEnergyJ',
  'maxDeviceMemoryBytes',
  'maxEdgeMemoryBytes',
  'inputStaysOnDevice',
  'minDeviceShare',
  'maxDeviceShare',
  'pinned',
] as const satisfies readonly (keyof ConstraintsDto)[];
export type ConstraintField = (typeof CONSTRAINT_FIELDS)[number];
