import { RECURRENT_OUTPUTS, DATA_TYPES, type DataType, type RecurrentOutput } from '../../core/index.js';
import { BooleanField, ChoiceField, ChoiceListField } from '../../platform/validation/text-fields.js';
import { OutputDataTypeField } from './convolution.dto.js';
import { CountField, KindField, LayerDto, type Parameters } from './layer.dto.js';

export class ConnectedDto extends LayerDto {
  @KindField('connected', 'Fully connected: [batch, inputs] becomes [batch, features].')
  kind!: 'connected';

  @CountField({ description: 'Number of output features.', example: 4096 })
  features!: number;

  @BooleanField({ description: 'Whether each feature has a bias.', example: true, default: true })
  bias: boolean = true;

  @BooleanField({
    description:
      'Whether it is applied at every position of [batch, ...positions, inputs], as to the tokens of a text.',
    example: false,
    default: false,
  })
  everyPosition: boolean = false;

  @OutputDataTypeField()
  outputDataType?: DataType;
}

export const toConnected = (dto: ConnectedDto): Parameters<'connected'> => ({
  kind: dto.kind,
  features: dto.features,
  bias: dto.bias,
  everyPosition: dto.everyPosition,
  ...(dto.outputDataType && { outputDataType: dto.outputDataType }),
});

export class MatrixProductDto extends LayerDto {
  @KindField('matrix-product', 'Product of two computed tensors; leading dimensions are broadcast.')
  kind!: 'matrix-product';

  @BooleanField({ description: 'Whether the left one is transposed.', example: false, default: false })
  transposesLeft: boolean = false;

  @BooleanField({ description: 'Whether the right one is transposed.', example: true, default: false })
  transposesRight: boolean = false;

  @OutputDataTypeField()
  outputDataType?: DataType;
}

export const toMatrixProduct = (dto: MatrixProductDto): Parameters<'matrix-product'> => ({
  kind: dto.kind,
  transposesLeft: dto.transposesLeft,
  transposesRight: dto.transposesRight,
  ...(dto.outputDataType && { outputDataType: dto.outputDataType }),
});

export class AttentionDto extends LayerDto {
  @KindField(
    'attention',
    'softmax(Q · Kᵀ) · V, head by head. Takes queries, keys and values, or all in one tensor.',
  )
  kind!: 'attention';

  @CountField({ description: 'Number of heads.', example: 12 })
  heads!: number;

  @CountField({
    description: 'Heads of keys and values where queries share them. Left out: as many.',
    example: 12,
    optional: true,
  })
  keyHeads?: number;
}

export const toAttention = (dto: AttentionDto): Parameters<'attention'> => ({
  kind: dto.kind,
  heads: dto.heads,
  ...(dto.keyHeads && { keyHeads: dto.keyHeads }),
});

export class EmbeddingDto extends LayerDto {
  @KindField('embedding', 'Looks indices up in a learnt table: [...indices, features].')
  kind!: 'embedding';

  @CountField({ description: 'Rows of the table.', example: 30_522 })
  entries!: number;

  @CountField({ description: 'Length of a row.', example: 768 })
  features!: number;

  @ChoiceField({
    description: 'Element type of the table.',
    example: 'float32',
    choices: DATA_TYPES,
    default: 'float32',
  })
  dataType: DataType = 'float32';
}

export const toEmbedding = ({
  kind,
  entries,
  features,
  dataType,
}: EmbeddingDto): Parameters<'embedding'> => ({
  kind,
  entries,
  features,
  dataType,
});

const CELLS = ['rnn', 'gru', 'lstm'] as const;

export class RecurrentDto extends LayerDto {
  @KindField('recurrent', 'Recurrent layer over [steps, batch, features], and optionally its initial states.')
  kind!: 'recurrent';

  @ChoiceField({ description: 'Cell.', example: 'lstm', choices: CELLS })
  cell!: (typeof CELLS)[number];

  @CountField({ description: 'Size of the hidden state.', example: 256 })
  hidden!: number;

  @BooleanField({ description: 'Whether it also runs backwards.', example: false, default: false })
  bidirectional: boolean = false;

  @BooleanField({ description: 'Whether each gate has its two biases.', example: true, default: true })
  bias: boolean = true;

  @BooleanField({ description: 'Whether the batch is the first dimension.', example: false, default: false })
  batchFirst: boolean = false;

  @ChoiceListField({
    description:
      'What it makes, in this order: the whole sequence, the last hidden state, the last cell state. Left out: the sequence.',
    example: ['sequence'],
    choices: RECURRENT_OUTPUTS,
    minItems: 1,
    maxItems: 3,
    optional: true,
  })
  returns?: RecurrentOutput[];
}

export const toRecurrent = (dto: RecurrentDto): Parameters<'recurrent'> => ({
  kind: dto.kind,
  cell: dto.cell,
  hidden: dto.hidden,
  bidirectional: dto.bidirectional,
  bias: dto.bias,
  batchFirst: dto.batchFirst,
  returns: dto.returns ?? ['sequence'],
});
