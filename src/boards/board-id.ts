import { ApiParam } from '@nestjs/swagger';

/** Documents the board of an address. */
export const ApiBoardId = (): MethodDecorator =>
  ApiParam({ name: 'id', description: 'Identifier of the board.', example: 'jetson-tx2' });
