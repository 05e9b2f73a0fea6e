import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { EstimateRequestDto } from '../estimates/index.js';
import { ALEXNET_OVER_WIFI, PLAN_PROBLEMS, PlanRequestDto } from '../plans/index.js';
import { RequiresRole } from '../platform/access/requires-role.js';
import { ApiProblems } from '../platform/problems/api-problems.js';
import type { ProblemCode } from '../platform/problems/problem.js';
import { ChartQueryDto } from './chart-query.dto.js';
import { DecisionMapRequestDto, FitRequestDto } from './chart-request.dto.js';
import { ChartsService, PLAN_CHARTS } from './charts.service.js';
import { CHART_NAMES, CHARTS } from './options/index.js';

const SVG = 'image/svg+xml';
/** A picture that is opened as a page loads nothing and runs nothing. */
const SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

/** What a saved plan can lack by now, computed anew. */
const CHANGED_SINCE = [
  'unknown-board',
  'unknown-network',
  'unknown-link',
  'no-coefficient-set',
  'ambiguous-coefficient-set',
  'planning-too-large',
] as const satisfies readonly ProblemCode[];

const BODIES = [PlanRequestDto, DecisionMapRequestDto, EstimateRequestDto, FitRequestDto];
const list = CHART_NAMES.map((name) => `${name} (${CHARTS[name].draws})`).join('; ');

const ApiSvg = (): MethodDecorator =>
  ApiOkResponse({
    description: 'The chart, with its title and description for screen readers.',
    content: { [SVG]: { schema: { type: 'string' } } },
  });

@ApiTags('charts')
@ApiExtraModels(...BODIES)
@Controller()
export class ChartsController {
  constructor(private readonly charts: ChartsService) {}

  @Get('plans/:id/charts/:name.svg')
  @RequiresRole('reader')
  @ApiOperation({
    summary: 'Draw a chart of a saved plan',
    description:
      `Charts: ${PLAN_CHARTS.join(', ')}. The ledger is that of the saved answer; for the others the request is ` +
      'computed anew, and the chart says so where the result is another one by now.',
  })
  @ApiParam({
    name: 'id',
    description: 'Identifier of the plan.',
    example: '4c0f0d1a2b3c4d5e6f708192a3b4c5d6',
  })
  @ApiParam({ name: 'name', description: 'Which chart.', example: 'stages' })
  @ApiSvg()
  @ApiProblems('invalid-request', 'not-found', ...CHANGED_SINCE)
  async drawPlanChart(
    @Param('id') id: string,
    @Param('name') name: string,
    @Query() view: ChartQueryDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return asSvg(reply, await this.charts.drawSaved(id, name, view));
  }

  @Post('charts/:name')
  @HttpCode(200)
  @RequiresRole('planner')
  @ApiOperation({
    summary: 'Draw a chart',
    description:
      `Charts: ${list}. The body is that of POST /plans for candidates, stages, network and ledger; the same, and on ` +
      'request the ranges of the map, for decision-map; that of POST /estimates for layers, which draws the first ' +
      'network on the first board; board and version of a coefficient set for fit, fit-errors and kernel-slopes. The ' +
      'same request on the same versions is the same picture, byte for byte.',
  })
  @ApiParam({ name: 'name', description: 'Which chart.', example: 'candidates' })
  @ApiBody({
    description: 'What to compute and draw.',
    schema: { oneOf: BODIES.map((body) => ({ $ref: getSchemaPath(body) })) },
    examples: {
      alexnet: { summary: 'AlexNet between two Jetson boards over Wi-Fi', value: ALEXNET_OVER_WIFI },
      layers: {
        summary: 'For layers: ResNet-50 on a Jetson TX2',
        value: {
          networks: [{ networkId: 'resnet-50' }],
          boards: [{ board: 'jetson-tx2', powerMode: 'MAXN', precision: 'fp16' }],
        },
      },
      fit: { summary: 'For kernel-slopes: a coefficient set', value: { board: 'jetson-tx2', version: 1 } },
    },
  })
  @ApiSvg()
  @ApiProblems('not-found', 'unknown-zoo-network', 'degenerate-network', ...PLAN_PROBLEMS)
  async drawChart(
    @Param('name') name: string,
    @Query() view: ChartQueryDto,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return asSvg(reply, await this.charts.draw(name, body, view));
  }
}

function asSvg(reply: FastifyReply, svg: string): string {
  void reply.type(`${SVG}; charset=utf-8`).header('content-security-policy', SVG_POLICY);
  return svg;
}
