import { Body, Controller, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RequiresRole } from '../platform/access/requires-role.js';
import { Idempotent } from '../platform/idempotency/idempotent.js';
import { ApiProblems } from '../platform/problems/api-problems.js';
import { ApiKeyDto, ApiKeyListDto, CreatedApiKeyDto, NewApiKeyDto } from './api-key.dto.js';
import { toApiKeyDto } from './api-key.mapper.js';
import { KeysService } from './keys.service.js';

const ApiKeyId = (): MethodDecorator =>
  ApiParam({ name: 'id', description: 'Identifier of the key.', example: '0f1e2d3c4b5a6978' });

@ApiTags('keys')
@Controller('keys')
export class KeysController {
  constructor(private readonly keys: KeysService) {}

  @Get()
  @RequiresRole('admin')
  @ApiOperation({ summary: 'List the API keys, without their secrets' })
  @ApiOkResponse({ type: ApiKeyListDto, description: 'Every key.' })
  async listKeys(): Promise<ApiKeyListDto> {
    return { keys: (await this.keys.list()).map(toApiKeyDto) };
  }

  @Get(':id')
  @RequiresRole('admin')
  @ApiOperation({ summary: 'Show an API key, without its secret' })
  @ApiKeyId()
  @ApiOkResponse({ type: ApiKeyDto, description: 'The key.' })
  @ApiProblems('not-found')
  async getKey(@Param('id') id: string): Promise<ApiKeyDto> {
    return toApiKeyDto(await this.keys.load(id));
  }

  @Post()
  @HttpCode(201)
  @RequiresRole('admin')
  @Idempotent()
  @ApiOperation({
    summary: 'Make an API key',
    description: 'The answer shows the key this once. Requests carry it as `Authorization: Bearer <key>`.',
  })
  @ApiCreatedResponse({ type: CreatedApiKeyDto, description: 'The key, with its secret.' })
  @ApiProblems('malformed-request', 'invalid-request', 'body-too-large', 'unsupported-media-type')
  async createKey(
    @Body() body: NewApiKeyDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CreatedApiKeyDto> {
    const { key, token } = await this.keys.create(body);
    void reply.header('location', `/keys/${key.id}`).header('cache-control', 'no-store');
    return { ...toApiKeyDto(key), key: token };
  }

  @Delete(':id')
  @HttpCode(204)
  @RequiresRole('admin')
  @ApiOperation({
    summary: 'Revoke an API key',
    description:
      'It holds no longer, from the next request on; it stays in the list. One that was revoked stays so.',
  })
  @ApiKeyId()
  @ApiNoContentResponse({ description: 'It is revoked.' })
  @ApiProblems('not-found')
  async revokeKey(@Param('id') id: string): Promise<void> {
    await this.keys.revoke(id);
  }
}
