import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RequiresRole } from '../platform/access/requires-role.js';
import { ApiProblems } from '../platform/problems/api-problems.js';
import { ApiBoardId } from './board-id.js';
import { BoardDto, BoardListDto, BoardProfileDto, NewBoardDto } from './board.dto.js';
import { fromProfileDto, toBoardDto } from './board.mapper.js';
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
  async getBoard(@Param('id') id: string): Promise<BoardDto> {
    return toBoardDto(await this.boards.load(id));
  }

  @Post()
  @HttpCode(201)
  @RequiresRole('admin')
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
    return toBoardDto(added);
  }

  @Put(':id')
  @RequiresRole('admin')
  @ApiOperation({
    summary: 'Replace the profile of a board',
    description: 'What is left out becomes unknown. Its coefficient sets stay. The last writer wins.',
  })
  @ApiBoardId()
  @ApiOkResponse({ type: BoardDto, description: 'The board as it is now.' })
  @ApiProblems(
    'malformed-request',
    'invalid-request',
    'not-found',
    'body-too-large',
    'unsupported-media-type',
  )
  async replaceBoard(@Param('id') id: string, @Body() body: BoardProfileDto): Promise<BoardDto> {
    return toBoardDto(await this.boards.replace(fromProfileDto(id, body)));
  }

  @Delete(':id')
  @HttpCode(204)
  @RequiresRole('admin')
  @ApiOperation({
    summary: 'Delete a board',
    description:
      'Only a board none of whose coefficient sets ever was active: plans name the version that they used. Drafts ' +
      'go with it. A board that came with the program does not come back.',
  })
  @ApiBoardId()
  @ApiNoContentResponse({ description: 'It is gone.' })
  @ApiProblems('not-found', 'in-use')
  async deleteBoard(@Param('id') id: string): Promise<void> {
    await this.boards.remove(id);
  }
}
