import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { NETWORK_PROBLEMS } from '../networks/index.js';
import { RequiresRole } from '../platform/access/requires-role.js';
import { ApiProblems } from '../platform/problems/api-problems.js';
import { EstimateAnswerDto } from './estimate-answer.dto.js';
import { EstimateRequestDto } from './estimate-request.dto.js';
import { EstimatesService } from './estimates.service.js';
import { TWO_NETWORKS } from './examples/two-networks.js';

@ApiTags('estimates')
@Controller('estimates')
export class EstimatesController {
  constructor(private readonly estimates: EstimatesService) {}

  @Post()
  @HttpCode(200)
  @RequiresRole('planner')
  @ApiOperation({
    summary: 'Estimate energy and latency of networks on boards',
    description:
      'Energy and latency of one inference of each network on each board, with the intervals that the error of the ' +
      'coefficients allows, by part of the model (MACs by the slope at their kernels, traffic, overhead of each layer ' +
      'and of the inference) and, on request, layer by layer. Layers and parts add up to the totals.',
  })
  @ApiBody({
    type: EstimateRequestDto,
    examples: { two: { summary: 'Two networks on a Raspberry Pi 5 and a Jetson TX2', value: TWO_NETWORKS } },
  })
  @ApiOkResponse({ type: EstimateAnswerDto, description: 'Every network on every board.' })
  @ApiProblems(
    'malformed-request',
    'invalid-request',
    'body-too-large',
    'unsupported-media-type',
    'unknown-board',
    'unknown-network',
    'unknown-zoo-network',
    'degenerate-network',
    'no-coefficient-set',
    'ambiguous-coefficient-set',
    ...NETWORK_PROBLEMS,
  )
  estimateNetworks(@Body() request: EstimateRequestDto): Promise<EstimateAnswerDto> {
    return this.estimates.estimate(request);
  }
}
