import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
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
import { ApiProblems } from '../platform/problems/api-problems.js';
import {
  LinkProfileBodyDto,
  LinkProfileDto,
  LinkProfileListDto,
  NewLinkProfileDto,
} from './link-profile.dto.js';
import { fromLinkBody, toLinkProfileDto } from './link-profile.mapper.js';
import { LinksService } from './links.service.js';

const ApiLinkId = (): MethodDecorator =>
  ApiParam({ name: 'id', description: 'Identifier of the link profile.', example: '5g-mmwave' });

@ApiTags('links')
@Controller('links')
export class LinksController {
  constructor(private readonly links: LinksService) {}

  @Get()
  @RequiresRole('reader')
  @ApiOperation({
    summary: 'List the link profiles: what radios draw, and from which measurements that is known',
    description: 'A request for a plan takes the figures of one direction as its uplink or downlink.',
  })
  @ApiOkResponse({ type: LinkProfileListDto, description: 'Every link profile.' })
  async listLinks(): Promise<LinkProfileListDto> {
    return { links: (await this.links.list()).map(toLinkProfileDto) };
  }

  @Get(':id')
  @RequiresRole('reader')
  @ApiOperation({ summary: 'Show a link profile' })
  @ApiLinkId()
  @ApiOkResponse({ type: LinkProfileDto, description: 'The link profile.' })
  @ApiProblems('not-found')
  async getLink(@Param('id') id: string): Promise<LinkProfileDto> {
    return toLinkProfileDto(await this.links.load(id));
  }

  @Post()
  @HttpCode(201)
  @RequiresRole('admin')
  @ApiOperation({ summary: 'Add a link profile' })
  @ApiCreatedResponse({ type: LinkProfileDto, description: 'The link profile was added.' })
  @ApiProblems(
    'malformed-request',
    'invalid-request',
    'already-exists',
    'body-too-large',
    'unsupported-media-type',
  )
  async addLink(
    @Body() body: NewLinkProfileDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LinkProfileDto> {
    const added = await this.links.add(fromLinkBody(body.id, body));
    void reply.header('location', `/links/${added.id}`);
    return toLinkProfileDto(added);
  }

  @Put(':id')
  @RequiresRole('admin')
  @ApiOperation({
    summary: 'Replace a link profile',
    description: 'What is left out becomes unknown. The last writer wins.',
  })
  @ApiLinkId()
  @ApiOkResponse({ type: LinkProfileDto, description: 'The link profile as it is now.' })
  @ApiProblems(
    'malformed-request',
    'invalid-request',
    'not-found',
    'body-too-large',
    'unsupported-media-type',
  )
  async replaceLink(@Param('id') id: string, @Body() body: LinkProfileBodyDto): Promise<LinkProfileDto> {
    return toLinkProfileDto(await this.links.replace(fromLinkBody(id, body)));
  }

  @Delete(':id')
  @HttpCode(204)
  @RequiresRole('admin')
  @ApiOperation({
    summary: 'Delete a link profile',
    description: 'One that came with the program does not come back.',
  })
  @ApiLinkId()
  @ApiNoContentResponse({ description: 'It is gone.' })
  @ApiProblems('not-found')
  async deleteLink(@Param('id') id: string): Promise<void> {
    await this.links.remove(id);
  }
}
