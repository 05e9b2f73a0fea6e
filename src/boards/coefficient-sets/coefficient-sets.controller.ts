import { Body, Controller, Get, Header, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RequiresRole } from '../../platform/access/requires-role.js';
import { ApiOptionalIfMatch, OptionalIfMatch, setEntityTag } from '../../platform/entity-tag.js';
import { Idempotent } from '../../platform/idempotency/idempotent.js';
import { ApiProblems } from '../../platform/problems/api-problems.js';
import { ApiBoardId } from '../board-id.js';
import { ENTERED_COEFFICIENTS } from '../examples/entered-coefficients.js';
import { CoefficientSetSummaryDto } from './coefficient-set-summary.dto.js';
import { CoefficientSetDto, CoefficientSetListDto, NewCoefficientSetDto } from './coefficient-set.dto.js';
import { toCoefficientSetDto, toCoefficientSetSummary } from './coefficient-set.mapper.js';
import { ResidualListDto } from './residual.dto.js';
import { stateOf } from './coefficient-set.repository.js';
import { CoefficientSetsService } from './coefficient-sets.service.js';

const ApiVersion = (): MethodDecorator =>
  ApiParam({ name: 'version', description: 'Version of the set.', example: '1' });

@ApiTags('coefficient sets')
@Controller('boards/:id/coefficient-sets')
export class CoefficientSetsController {
  constructor(private readonly sets: CoefficientSetsService) {}

  @Get()
  @RequiresRole('reader')
  @ApiOperation({ summary: 'List every coefficient set of a board, drafts and retired ones too' })
  @ApiBoardId()
  @ApiOkResponse({ type: CoefficientSetListDto, description: 'The sets.' })
  @ApiProblems('not-found')
  async listCoefficientSets(@Param('id') id: string): Promise<CoefficientSetListDto> {
    return { coefficientSets: (await this.sets.list(id)).map(toCoefficientSetSummary) };
  }

  @Get(':version')
  @RequiresRole('reader')
  @ApiOperation({ summary: 'Show a coefficient set: its model, its statistics and their covariance' })
  @ApiBoardId()
  @ApiVersion()
  @ApiOkResponse({ type: CoefficientSetDto, description: 'The set.' })
  @ApiProblems('not-found')
  async getCoefficientSet(
    @Param('id') id: string,
    @Param('version') version: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CoefficientSetDto> {
    const set = await this.sets.load(id, version);
    setEntityTag(reply, stateOf(set));
    return toCoefficientSetDto(set);
  }

  @Get(':version/residuals')
  @Header('content-type', 'application/json; charset=utf-8')
  @RequiresRole('reader')
  @ApiOperation({
    summary: 'Show what a calibrated set makes of each measurement that it was fitted on',
    description: 'Kept of sets that were calibrated here; the same as in the answer of the calibration.',
  })
  @ApiBoardId()
  @ApiVersion()
  @ApiOkResponse({ type: ResidualListDto, description: 'The measurements.' })
  @ApiProblems('not-found')
  async listResiduals(@Param('id') id: string, @Param('version') version: string): Promise<string> {
    return `{"residuals":${(await this.sets.findResiduals(id, version)) ?? 'null'}}`;
  }

  @Post()
  @HttpCode(201)
  @RequiresRole('admin')
  @Idempotent()
  @ApiOperation({
    summary: 'Enter coefficients by hand, such as those of a paper',
    description: 'They are stored as a draft under a new version, which no plan uses until it is activated.',
  })
  @ApiBoardId()
  @ApiBody({
    type: NewCoefficientSetDto,
    examples: { paper: { summary: 'Two parameters a convolution', value: ENTERED_COEFFICIENTS } },
  })
  @ApiCreatedResponse({ type: CoefficientSetDto, description: 'The draft.' })
  @ApiProblems(
    'malformed-request',
    'invalid-request',
    'not-found',
    'body-too-large',
    'unsupported-media-type',
    'unknown-power-mode',
  )
  async enterCoefficientSet(
    @Param('id') id: string,
    @Body() body: NewCoefficientSetDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CoefficientSetDto> {
    const set = await this.sets.enter(id, body);
    void reply.header('location', `/boards/${set.boardId}/coefficient-sets/${set.version}`);
    setEntityTag(reply, stateOf(set));
    return toCoefficientSetDto(set);
  }

  @Post(':version/activate')
  @HttpCode(200)
  @RequiresRole('admin')
  @Idempotent()
  @ApiOperation({
    summary: 'Let plans use a coefficient set',
    description:
      'It takes the place of the active set of the same power mode, runtime, precision, batch and boundary, which ' +
      'is kept as retired and can be activated again. Activating the active one changes nothing.',
  })
  @ApiBoardId()
  @ApiVersion()
  @ApiOptionalIfMatch()
  @ApiOkResponse({ type: CoefficientSetSummaryDto, description: 'The set, now active.' })
  @ApiProblems('not-found')
  async activateCoefficientSet(
    @Param('id') id: string,
    @Param('version') version: string,
    @OptionalIfMatch() ifMatch: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CoefficientSetSummaryDto> {
    const set = await this.sets.activate(id, version, ifMatch);
    setEntityTag(reply, stateOf(set));
    return toCoefficientSetSummary(set);
  }
}
