import { LAYER_VARIANTS, type AnyLayerDto } from '../../networks/index.js';
import { NumberField } from '../../platform/validation/number-fields.js';
import { HoldsVariants, ObjectField, VariantListField } from '../../platform/validation/object-fields.js';
import { TextField } from '../../platform/validation/text-fields.js';

/** What a head takes one tier. */
export class HeadCostDto {
  @NumberField({ description: 'Time.', unit: 'ms', example: 0.4, minimum: 0, maximum: 3_600_000 })
  latencyMs!: number;

  @NumberField({
    description: 'Energy. Left out: not known.',
    unit: 'J',
    example: 0.002,
    minimum: 0,
    maximum: 1_000_000,
    optional: true,
  })
  energyJ?: number;
}

/** What decides whether an inference ends here. */
@HoldsVariants(LAYER_VARIANTS)
export class HeadDto {
  @VariantListField(LAYER_VARIANTS, {
    description:
      'Layers of the head, a chain on the tensor behind which it stands; costed as the layers of the network are.',
    minItems: 1,
    maxItems: 1000,
    optional: true,
  })
  layers?: AnyLayerDto[];

  @ObjectField(HeadCostDto, {
    description: 'What was measured of it on the device. Left out: what the layers cost.',
    optional: true,
  })
  device?: HeadCostDto;

  @ObjectField(HeadCostDto, {
    description: 'What was measured of it on the edge. Left out: what the layers cost.',
    optional: true,
  })
  edge?: HeadCostDto;

  @ObjectField(HeadCostDto, {
    description: 'What was measured of it in the cloud. Left out: what the layers cost.',
    optional: true,
  })
  cloud?: HeadCostDto;
}

/** A way out behind a layer (Teerapittayanon et al., BranchyNet, ICPR 2016). */
export class EarlyExitDto {
  @TextField({
    description: 'Name of the layer behind which it is; one that all others are before or behind.',
    example: 'pool2',
    maxLength: 500,
  })
  after!: string;

  @NumberField({
    description: 'Of the inferences that get there, the share that ends there.',
    example: 0.4,
    minimum: 0,
    maximum: 1,
  })
  probability!: number;

  @NumberField({
    description: 'Accuracy of what comes out there. Left out: not known.',
    example: 0.71,
    minimum: 0,
    maximum: 1,
    optional: true,
  })
  accuracy?: number;

  @ObjectField(HeadDto, {
    description: 'What each inference that gets there spends on the decision. Left out: nothing.',
    optional: true,
  })
  head?: HeadDto;
}
