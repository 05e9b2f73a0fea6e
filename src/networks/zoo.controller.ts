import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { findZooNetwork, ZOO } from '../core/index.js';
import { RequiresRole } from '../platform/access/requires-role.js';
import { Idempotent } from '../platform/idempotency/idempotent.js';
import { ApiProblems } from '../platform/problems/api-problems.js';
import { NetworkDetailDto } from './network-answer.dto.js';
import { toNetworkDetail } from './network-answer.mapper.js';
import { describingFaults } from './network.mapper.js';
import { NetworksService } from './networks.service.js';
import { toDescribedNetwork } from './stored-network.js';
import { ZooListDto } from './zoo.dto.js';
import { readZooValues, toZooNetworkDto } from './zoo.mapper.js';

@ApiTags('zoo')
@Controller('zoo')
export class ZooController {
  constructor(private readonly networks: NetworksService) {}

  @Get()
  @RequiresRole('reader')
  @ApiOperation({ summary: 'List the well-known networks and what they can be built with' })
  @ApiOkResponse({ type: ZooListDto, description: 'Every network of the zoo.' })
  listZoo(): ZooListDto {
    return { networks: ZOO.map(toZooNetworkDto) };
  }

  @Post(':id/networks')
  @HttpCode(201)
  @RequiresRole('planner')
  @Idempotent()
  @ApiOperation({
    summary: 'Build a network of the zoo with other parameters, and store it',
    description: 'With the default parameters it is there already, under its identifier in the zoo.',
  })
  @ApiParam({ name: 'id', description: 'Identifier in the zoo.', example: 'mobilenet-v2' })
  @ApiBody({
    description: 'Values of parameters, by name; those that are left out have their defaults.',
    schema: {
      type: 'object',
      additionalProperties: { oneOf: [{ type: 'number' }, { type: 'string' }] },
      example: { width: 0.75, resolution: 160 },
    },
  })
  @ApiCreatedResponse({ type: NetworkDetailDto, description: 'The network was stored.' })
  @ApiOkResponse({ type: NetworkDetailDto, description: 'The network was there already.' })
  @ApiProblems(
    'malformed-request',
    'invalid-request',
    'unknown-zoo-network',
    'invalid-parameter',
    'degenerate-network',
  )
  async buildZooNetwork(
    @Param('id') id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NetworkDetailDto> {
    const network = describingFaults('', () => findZooNetwork(id.slice(0, 100)).build(readZooValues(body)));
    const { isNew, ...loaded } = await this.networks.store(toDescribedNetwork(network, 'description', null));
    void reply.status(isNew ? 201 : 200).header('location', `/networks/${loaded.stored.id}`);
    return toNetworkDetail(loaded);
  }
}
