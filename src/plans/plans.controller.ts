import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { LIMITS_IN_FORCE } from '../platform/limits/limits.js';
import { RequiresRole } from '../platform/access/requires-role.js';
import { Idempotent } from '../platform/idempotency/idempotent.js';
import { compileWriter } from '../platform/compiled-writer.js';
import { EntersContext } from '../platform/request-context.js';
import { whenThere, type Soon } from '../platform/soon.js';
import { ApiProblems } from '../platform/problems/api-problems.js';
import { EvaluateAnswerDto, EvaluateRequestDto } from './evaluate/evaluate.dto.js';
import { SweepAnswerDto, SweepRequestDto } from './sweep/sweep.dto.js';
import { ALEXNET_AFTER_POOL1, ALEXNET_OVER_RATES, ALEXNET_OVER_WIFI } from './examples/alexnet-over-wifi.js';
import {
  ALEXNET_ON_THREE_TIERS,
  ALEXNET_OVER_THREE_TIERS,
  ALEXNET_WITH_EXIT,
} from './examples/alexnet-over-three-tiers.js';
import { CompactPlanDto } from './compact/compact-plan.dto.js';
import { PlanAnswerDto } from './plan-answer.dto.js';
import { PlanQueryDto, PlanRequestDto } from './plan-request.dto.js';
import { PLAN_PROBLEMS } from './plan-problems.js';
import { PlansService } from './plans.service.js';
import { PlanListQueryDto, PlanPageDto } from './saved/plan-list.dto.js';
import { SavedPlansService } from './saved/saved-plans.service.js';

const { candidateLimit, listedCandidateLimit, sweepPointLimit } = LIMITS_IN_FORCE;

const JSON_TYPE = 'application/json; charset=utf-8';

const WRITE_ANSWER = compileWriter(PlanAnswerDto);
const WRITE_COMPACT_PLAN = compileWriter(CompactPlanDto);

@ApiTags('plans')
@Controller('plans')
export class PlansController {
  constructor(
    private readonly plans: PlansService,
    private readonly saved: SavedPlansService,
  ) {}

  @Post()
  @HttpCode(200)
  @RequiresRole('planner')
  @EntersContext('late')
  @Idempotent()
  @ApiOperation({
    summary: 'Find where to divide a network',
    description:
      'Evaluates every way to divide a network between a device and an edge board, and with a cloud behind its ' +
      'backhaul between all three; a chain of n layers has n + 1 for two tiers. What layers take is predicted with ' +
      'coefficients, of a board or of the request, or measured: a tier may bring a table of its own, of some layers ' +
      'or of all. With early exits, all figures are expected ones. Power modes, transfer precisions and input ' +
      'encodings are chosen together with the cut. Answers with the plan that is best for the objective within the ' +
      'constraints, the best for latency, device energy and system energy, the baselines that do not divide the ' +
      'network, and, as candidates asks, the Pareto front and every candidate. A request that no plan can satisfy is ' +
      'answered: nothing is chosen, and each constraint says what it would have to be. At most 256 choices beside ' +
      `the cut, and ${candidateLimit} candidates, of which an answer lists at most ${listedCandidateLimit} (CANDIDATE_LIMIT ` +
      'and LISTED_CANDIDATE_LIMIT of the configuration). Nothing is stored unless save=true: then the answer has an identifier, which ' +
      'is the same for the same request on the same versions of the coefficients.',
  })
  @ApiBody({
    type: PlanRequestDto,
    examples: {
      alexnet: { summary: 'AlexNet between two Jetson boards over Wi-Fi', value: ALEXNET_OVER_WIFI },
      threeTiers: {
        summary: 'With a server behind the edge, and two layers measured on the device',
        value: ALEXNET_OVER_THREE_TIERS,
      },
      earlyExit: { summary: 'With a way out behind pool2', value: ALEXNET_WITH_EXIT },
    },
  })
  @ApiOkResponse({ type: PlanAnswerDto, description: 'The best plans and every candidate.' })
  @ApiCreatedResponse({ type: PlanAnswerDto, description: 'The same, stored.' })
  @ApiProblems(...PLAN_PROBLEMS)
  planSplit(
    @Query() { candidates, profile, save }: PlanQueryDto,
    @Body() request: PlanRequestDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Soon<string> {
    return whenThere(this.plans.plan(request, { candidates, profile }), (planned) => {
      void reply.type(JSON_TYPE);
      return save ? this.store(planned, { request, reply }) : WRITE_ANSWER(planned);
    });
  }

  private async store(
    planned: PlanAnswerDto,
    { request, reply }: { readonly request: PlanRequestDto; readonly reply: FastifyReply },
  ): Promise<string> {
    const { id, answer, isNew } = await this.saved.save(request, planned);
    void reply.status(isNew ? 201 : 200).header('location', `/plans/${id}`);
    return WRITE_ANSWER(answer);
  }

  @Post('compact')
  @HttpCode(200)
  @Header('content-type', JSON_TYPE)
  @RequiresRole('planner')
  @EntersContext('late')
  @ApiOperation({
    summary: 'Find where to divide a network, answered in short',
    description:
      'The same request and the same choice as of POST /plans, and of its answer what it takes to follow the plan and to ' +
      'know when it no longer holds: for whoever asks each time that a link changes. It takes less than 1 kB in the ' +
      'place of 25, and little more than half of the time. Nothing is stored. POST /plans/batch answers the same for many devices at a time.',
  })
  @ApiBody({
    type: PlanRequestDto,
    examples: {
      alexnet: { summary: 'AlexNet between two Jetson boards over Wi-Fi', value: ALEXNET_OVER_WIFI },
    },
  })
  @ApiOkResponse({ type: CompactPlanDto, description: 'The plan.' })
  @ApiProblems(...PLAN_PROBLEMS)
  planCompactly(@Body() request: PlanRequestDto): Soon<string> {
    return whenThere(this.plans.planCompactly(request), WRITE_COMPACT_PLAN);
  }

  @Post('evaluate')
  @HttpCode(200)
  @RequiresRole('planner')
  @EntersContext('late')
  @ApiOperation({
    summary: 'Price one way to divide a network',
    description:
      'What the given division takes, item by item, and every constraint that it breaks. Where a layer needs one ' +
      'beyond the next link, nothing is priced, and every such layer is named. The deviceLayerNames of a plan, with ' +
      'a cloud also its edgeLayerNames, have the figures of the plan. Measurements and early exits count as they do ' +
      'there; of each tier exactly one power mode is meant.',
  })
  @ApiBody({
    type: EvaluateRequestDto,
    examples: {
      alexnet: { summary: 'AlexNet, divided after pool1', value: ALEXNET_AFTER_POOL1 },
      threeTiers: { summary: 'Over three tiers, two layers measured', value: ALEXNET_ON_THREE_TIERS },
    },
  })
  @ApiOkResponse({ type: EvaluateAnswerDto, description: 'What the division takes, or why there is none.' })
  @ApiProblems(...PLAN_PROBLEMS, 'invalid-cut')
  evaluateSplit(@Body() request: EvaluateRequestDto): Promise<EvaluateAnswerDto> {
    return this.plans.evaluate(request);
  }

  @Post('sweep')
  @HttpCode(200)
  @RequiresRole('planner')
  @ApiOperation({
    summary: 'Plan over a range of rates, round trips or loads',
    description:
      'Plans at every point of one parameter, or of every pair of two, all else as in the request: a table with a row ' +
      `a point, and each plan that is best somewhere once. At most ${sweepPointLimit} points (SWEEP_POINT_LIMIT of the ` +
      'configuration).',
  })
  @ApiBody({
    type: SweepRequestDto,
    examples: { alexnet: { summary: 'AlexNet from 10 to 1000 Mbit/s', value: ALEXNET_OVER_RATES } },
  })
  @ApiOkResponse({ type: SweepAnswerDto, description: 'The table.' })
  @ApiProblems(...PLAN_PROBLEMS)
  sweepPlans(@Body() request: SweepRequestDto): Promise<SweepAnswerDto> {
    return this.plans.sweep(request);
  }

  @Get()
  @RequiresRole('reader')
  @ApiOperation({ summary: 'List saved plans, page by page' })
  @ApiOkResponse({ type: PlanPageDto, description: 'A page of plans, the newest first.' })
  @ApiProblems('invalid-request')
  listPlans(@Query() query: PlanListQueryDto): Promise<PlanPageDto> {
    return this.saved.list(query);
  }

  @Get(':id')
  @Header('content-type', JSON_TYPE)
  @RequiresRole('reader')
  @ApiOperation({ summary: 'Show a saved plan: the answer as it was given, byte for byte' })
  @ApiParam({
    name: 'id',
    description: 'Identifier of the plan.',
    example: '4c0f0d1a2b3c4d5e6f708192a3b4c5d6',
  })
  @ApiOkResponse({ type: PlanAnswerDto, description: 'The answer.' })
  @ApiProblems('not-found')
  getPlan(@Param('id') id: string): Promise<string> {
    return this.saved.load(id);
  }
}
