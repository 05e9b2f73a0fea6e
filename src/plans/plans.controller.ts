import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { NETWORK_PROBLEMS } from '../networks/index.js';
import { ApiProblems } from '../platform/problems/api-problems.js';
import { ALEXNET_OVER_WIFI } from './examples/alexnet-over-wifi.js';
import { PlanAnswerDto } from './plan-answer.dto.js';
import { PlanQueryDto, PlanRequestDto } from './plan-request.dto.js';
import { PlansService } from './plans.service.js';

@ApiTags('plans')
@Controller('plans')
export class PlansController {
  constructor(private readonly plans: PlansService) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Find where to divide a network',
    description:
      'Evaluates every way to divide a network between a device and an edge board; a chain of n layers has ' +
      'n + 1. Answers with the plan that is best for the objective within the constraints, the best for latency, ' +
      'device energy and system energy, the two baselines that do not divide the network, the Pareto front and ' +
      'every candidate. A request that no plan can satisfy is answered: nothing is chosen, and each constraint ' +
      'says what it would have to be. Nothing is stored.',
  })
  @ApiBody({
    type: PlanRequestDto,
    examples: {
      alexnet: { summary: 'AlexNet between two Jetson boards over Wi-Fi', value: ALEXNET_OVER_WIFI },
    },
  })
  @ApiOkResponse({ type: PlanAnswerDto, description: 'The best plans and every candidate.' })
  @ApiProblems(
    'malformed-request',
    'invalid-request',
    'body-too-large',
    'unsupported-media-type',
    'unknown-board',
    'unknown-network',
    'no-coefficient-set',
    'ambiguous-coefficient-set',
    ...NETWORK_PROBLEMS,
  )
  planSplit(@Query() { candidates }: PlanQueryDto, @Body() request: PlanRequestDto): Promise<PlanAnswerDto> {
    return this.plans.plan(request, candidates);
  }
}
