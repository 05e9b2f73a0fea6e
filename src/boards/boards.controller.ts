import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../platform/problems/api-problems.js';
import { ProblemError } from '../platform/problems/problem.js';
import { BoardDto, BoardListDto } from './board.dto.js';
import { toBoardDto } from './board.mapper.js';
import { BoardsService } from './boards.service.js';

@ApiTags('boards')
@Controller('boards')
export class BoardsController {
  constructor(private readonly boards: BoardsService) {}

  @Get()
  @ApiOperation({ summary: 'List the boards and what their coefficients cover' })
  @ApiOkResponse({ type: BoardListDto, description: 'Every board.' })
  async listBoards(): Promise<BoardListDto> {
    return { boards: (await this.boards.list()).map(toBoardDto) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'Show a board' })
  @ApiParam({ name: 'id', description: 'Identifier of the board.', example: 'jetson-tx2' })
  @ApiOkResponse({ type: BoardDto, description: 'The board.' })
  @ApiProblems('not-found')
  async getBoard(@Param('id') id: string): Promise<BoardDto> {
    const found = await this.boards.find(id);
    if (found === null) {
      throw new ProblemError('not-found', `board '${id.slice(0, 100)}' is not known; GET /boards lists them`);
    }
    return toBoardDto(found);
  }
}
