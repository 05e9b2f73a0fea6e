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
import { ApiIfMatch, IfMatch, setEntityTag } from '../platform/entity-tag.js';
import { Idempotent } from '../platform/idempotency/idempotent.js';
import { ApiProblems } from '../platform/problems/api-problems.js';
import {
  LinkProfileBodyDto,
  LinkProfileDto,
  LinkProfileListDto,
  LinkVersionDto,
  LinkVersionListDto,
  NewLinkProfileDto,
} from './link-profile.dto.js';
import { fromLinkBody, toLinkProfileDto, toLinkVersionDto } from './link-profile.mapper.js';
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
  async getLink(
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LinkProfileDto> {
    const found = await this.links.load(id);
    setEntityTag(reply, found.version);
    return toLinkProfileDto(found);
  }

  @Get(':id/versions')
  @RequiresRole('reader')
  @ApiOperation({
    summary: 'List everything that ever was said of a link',
    description: 'Of a deleted link too.',
  })
  @ApiLinkId()
  @ApiOkResponse({ type: LinkVersionListDto, description: 'Every version.' })
  @ApiProblems('not-found')
  async listLinkVersions(@Param('id') id: string): Promise<LinkVersionListDto> {
    return { versions: (await this.links.versions(id)).map(toLinkVersionDto) };
  }

  @Get(':id/versions/:version')
  @RequiresRole('reader')
  @ApiOperation({ summary: 'Show a version of a link', description: 'Of a deleted link too.' })
  @ApiLinkId()
  @ApiParam({ name: 'version', description: 'Version of the link.', example: '1' })
  @ApiOkResponse({ type: LinkVersionDto, description: 'The version.' })
  @ApiProblems('not-found')
  async getLinkVersion(@Param('id') id: string, @Param('version') version: string): Promise<LinkVersionDto> {
    return toLinkVersionDto(await this.links.version(id, version));
  }

  @Post()
  @HttpCode(201)
  @RequiresRole('admin')
  @Idempotent()
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
    setEntityTag(reply, added.version);
    return toLinkProfileDto(added);
  }

  @Put(':id')
  @RequiresRole('admin')
  @ApiOperation({
    summary: 'Replace a link profile',
    description:
      'What is left out becomes unknown. It becomes the next version of the link; those before are kept.',
  })
  @ApiLinkId()
  @ApiIfMatch()
  @ApiOkResponse({ type: LinkProfileDto, description: 'The link profile as it is now.' })
  @ApiProblems(
    'malformed-request',
    'invalid-request',
    'not-found',
    'body-too-large',
    'unsupported-media-type',
  )
  async replaceLink(
    @Param('id') id: string,
    @IfMatch() ifMatch: string,
    @Body() body: LinkProfileBodyDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LinkProfileDto> {
    const replaced = await this.links.replace(fromLinkBody(id, body), ifMatch);
    setEntityTag(reply, replaced.version);
    return toLinkProfileDto(replaced);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequiresRole('admin')
  @ApiOperation({
    summary: 'Delete a link profile',
    description:
      'Its versions can still be read, for the plans that name them. One that came with the program does not come ' +
      'back by itself.',
  })
  @ApiLinkId()
  @ApiIfMatch()
  @ApiNoContentResponse({ description: 'It is gone.' })
  @ApiProblems('not-found')
  async deleteLink(@Param('id') id: string, @IfMatch() ifMatch: string): Promise<void> {
    await this.links.remove(id, ifMatch);
  }
}
