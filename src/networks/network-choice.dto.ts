import { ObjectField } from '../platform/validation/object-fields.js';
import { TextField } from '../platform/validation/text-fields.js';
import { NetworkDto } from './network.dto.js';
import { ZooParametersField, type ZooValues } from './zoo-choice.js';

/** A network in one of the ways in which a request may say it; exactly one of networkId, zoo, cell and network. */
export abstract class NetworkChoiceDto {
  @TextField({
    description: 'Identifier of a stored network or of one of the zoo.',
    example: 'resnet-50',
    maxLength: 100,
    optional: true,
  })
  networkId?: string;

  @TextField({
    description: 'Identifier in the zoo, of a network that is built with the parameters beside it.',
    example: 'mobilenet-v2',
    maxLength: 100,
    optional: true,
  })
  zoo?: string;

  @TextField({
    description:
      'Cell of NAS-Bench-201: the operations of its six edges 0→1, 0→2, 1→2, 0→3, 1→3, 2→3, each as operation~source. ' +
      'The same as zoo nas-bench-201 with this cell.',
    example: 'nor_conv_3x3~0/none~0/skip_connect~1/none~0/nor_conv_1x1~1/avg_pool_3x3~2',
    maxLength: 200,
    optional: true,
  })
  cell?: string;

  @ZooParametersField('Parameters of the network of the zoo, or of the cell. Left out: their defaults.')
  parameters?: ZooValues;

  @ObjectField(NetworkDto, { description: 'The network itself.', optional: true })
  network?: NetworkDto;
}
