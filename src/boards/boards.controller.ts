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
import { ApiBoardId } from './board-id.js';
import {
  BoardDto,
  BoardListDto,
  BoardProfileDto,
  BoardVersionDto,
  BoardVersionListDto,
  NewBoardDto,
} from './board.dto.js';
import { fromProfileDto, toBoardDto, toBoardVersionDto } from './board.mapper.js';
import { BoardsService } from './boards.service.js';

@ApiTags('boards')
@Controller('boards')
export class BoardsController {
  constructor(private readonly boards: BoardsService) {}

  @Get()
  @RequiresRole('reader')
  @ApiOperation({ summary: 'List the boards and what their coefficients cover' })
  @ApiOkResponse({ type: BoardListDto, description: 'Every board.' })
  async listBoards(): Promise<BoardListDto> {
    return { boards: (await this.boards.list()).map(toBoardDto) };
  }

  @Get(':id')
  @RequiresRole('reader')
  @ApiOperation({ summary: 'Show a board' })
  @ApiBoardId()
  @ApiOkResponse({ type: BoardDto, description: 'The board.' })
  @ApiProblems('not-found')
  async getBoard(
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BoardDto> {
    const found = await this.boards.load(id);
    setEntityTag(reply, found.board.state);
    return toBoardDto(found);
  }

  @Get(':id/versions')
  @RequiresRole('reader')
  @ApiOperation({
    summary: 'List everything that ever was said of a board',
    description: 'Plans name the version that they were computed with. Of a deleted board too.',
  })
  @ApiBoardId()
  @ApiOkResponse({ type: BoardVersionListDto, description: 'Every version.' })
  @ApiProblems('not-found')
  async listBoardVersions(@Param('id') id: string): Promise<BoardVersionListDto> {
    return { versions: (await this.boards.versions(id)).map(toBoardVersionDto) };
  }

  @Get(':id/versions/:version')
  @RequiresRole('reader')
  @ApiOperation({ summary: 'Show a version of a board', description: 'Of a deleted board too.' })
  @ApiBoardId()
  @ApiParam({ name: 'version', description: 'Version of the board.', example: '1' })
  @ApiOkResponse({ type: BoardVersionDto, description: 'The version.' })
  @ApiProblems('not-found')
  async getBoardVersion(
    @Param('id') id: string,
    @Param('version') version: string,
  ): Promise<BoardVersionDto> {
    return toBoardVersionDto(await this.boards.version(id, version));
  }

  @Post()
  @HttpCode(201)
  @RequiresRole('admin')
  @Idempotent()
  @ApiOperation({ summary: 'Add a board' })
  @ApiCreatedResponse({ type: BoardDto, description: 'The board was added; it has no coefficient sets yet.' })
  @ApiProblems(
    'malformed-request',
    'invalid-request',
    'already-exists',
    'body-too-large',
    'unsupported-media-type',
  )
  async addBoard(
    @Body() body: NewBoardDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BoardDto> {
    const added = await this.boards.add(fromProfileDto(body.id, body));
    void reply.header('location', `/boards/${added.board.id}`);
    setEntityTag(reply, added.board.state);
    return toBoardDto(added);
  }

  @Put(':id')
  @RequiresRole('admin')
  @ApiOperation({
    summary: 'Replace the profile of a board',
    description:
      'What is left out becomes unknown. Its coefficient sets stay. It becomes the next version of the board; those ' +
      'before are kept.',
  })
  @ApiBoardId()
  @ApiIfMatch()
  @ApiOkResponse({ type: BoardDto, description: 'The board as it is now.' })
  @ApiProblems(
    'malformed-request',
    'invalid-request',
    'not-found',
    'body-too-large',
    'unsupported-media-type',
  )
  async replaceBoard(
    @Param('id') id: string,
    @IfMatch() ifMatch: string,
    @Body() body: BoardProfileDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BoardDto> {
    const replaced = await this.boards.replace(fromProfileDto(id, body), ifMatch);
    setEntityTag(reply, replaced.board.state);
    return toBoardDto(replaced);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequiresRole('admin')
  @ApiOperation({
    summary: 'Delete a board',
    description:
      'Plans can use it no longer. Its versions and coefficient sets can still be read, for the plans that name them. ' +
      'A board that came with the program does not come back by itself.',
  })
  @ApiBoardId()
  @ApiIfMatch()
  @ApiNoContentResponse({ description: 'It is gone.' })
  @ApiProblems('not-found')
  async deleteBoard(@Param('id') id: string, @IfMatch() ifMatch: string): Promise<void> {
    await this.boards.remove(id, ifMatch);
  }
}
