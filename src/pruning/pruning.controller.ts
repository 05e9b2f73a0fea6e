import { Body, Controller, Header, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { NETWORK_PROBLEMS } from '../networks/index.js';
import { RequiresRole } from '../platform/access/requires-role.js';
import { ApiProblems } from '../platform/problems/api-problems.js';
import { PruningAnswerDto } from './pruning-answer.dto.js';
import { PruningRequestDto } from './pruning-request.dto.js';
import { PruningService } from './pruning.service.js';

/** A request that works as it stands. */
const RESNET = {
  networkId: 'resnet-18',
  board: { board: 'raspberry-pi-5', runtime: 'ONNX Runtime' },
  maxEnergyJ: 0.15,
};

@ApiTags('pruning')
@Controller('pruning-advice')
export class PruningController {
  constructor(private readonly pruning: PruningService) {}

  @Post()
  @HttpCode(200)
  @Header('content-type', 'application/json; charset=utf-8')
  @RequiresRole('planner')
  @ApiOperation({
    summary: 'Say what taking kernels from convolutions saves',
    description:
      'Which channels can go and which go together (through additions, concatenations, depthwise and grouped ' +
      'convolutions), the energy and latency of the network over the number of each, where their slope changes, and, ' +
      'with a budget, steps that reach it and the network that is left, as POST /networks takes it. It knows nothing of ' +
      'accuracy.',
  })
  @ApiBody({
    type: PruningRequestDto,
    examples: { resnet: { summary: 'ResNet-18 on a Raspberry Pi 5, to 0.15 J', value: RESNET } },
  })
  @ApiOkResponse({ type: PruningAnswerDto, description: 'What can go and what it saves.' })
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
    'pruning-too-large',
    ...NETWORK_PROBLEMS,
  )
  advisePruning(@Body() request: PruningRequestDto): Promise<string> {
    return this.pruning.advise(request);
  }
}
