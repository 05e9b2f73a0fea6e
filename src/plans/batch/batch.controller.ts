import { Readable } from 'node:stream';
import { Controller, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequiresRole } from '../../platform/access/requires-role.js';
import { NDJSON } from '../../platform/ndjson/client-stream.js';
import { ApiProblems } from '../../platform/problems/api-problems.js';
import { EntersContext } from '../../platform/request-context.js';
import { ProblemError } from '../../platform/problems/problem.js';
import { StreamedBody } from '../../platform/raw-body.js';
import { CAMERAS } from '../examples/cameras.js';
import { BATCH_LINES } from './batch-answer.dto.js';
import { BatchDefaultsLineDto, BatchLineDto, BatchQueryDto } from './batch-request.dto.js';
import { BatchService } from './batch.service.js';

@ApiTags('plans')
@ApiExtraModels(BatchDefaultsLineDto, BatchLineDto, ...BATCH_LINES)
@Controller('plans/batch')
export class BatchController {
  constructor(private readonly batches: BatchService) {}

  @Post()
  @HttpCode(200)
  @StreamedBody()
  @RequiresRole('planner')
  @EntersContext('late')
  @ApiOperation({
    summary: 'Find plans for many devices in one request',
    description:
      'NDJSON: a plan a line, each a request of POST /plans with an id, up to 100 000 of them where the service is not ' +
      'set up otherwise. The first line may hold defaults for all others, which then say only what is otherwise (JSON ' +
      'merge patch, RFC 7396), such as the link of a device. The answer is NDJSON, written while the request is read: ' +
      'for each line, in their order, a line plan (with detail=full a line answer) or, where it is at fault, a line ' +
      'fault with its problem, which concerns no other line; then a line end, without which the answer is not ' +
      'complete. The whole request has to arrive within 30 s; of one longer than 4 MiB, the rest is taken as the ' +
      'answer is read. Nothing is stored.',
  })
  @ApiConsumes(NDJSON)
  @ApiBody({
    description: 'Perhaps a line of defaults, then a line for each plan.',
    schema: {
      oneOf: [
        { $ref: getSchemaPath(BatchDefaultsLineDto) },
        { $ref: getSchemaPath(BatchLineDto) },
        { type: 'string' },
      ],
    },
    examples: {
      cameras: { summary: 'Cameras that share boards and network, each on its link', value: CAMERAS },
    },
  })
  @ApiOkResponse({
    description: 'A line for each of these, told apart by kind.',
    content: { [NDJSON]: { schema: { oneOf: BATCH_LINES.map((line) => ({ $ref: getSchemaPath(line) })) } } },
  })
  @ApiProblems('malformed-request', 'invalid-request', 'unsupported-media-type')
  async planBatch(
    @Query() { detail }: BatchQueryDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await this.batches.answer(bodyOf(request), { detail, requestId: request.id });
    await answer.sendTo(request, reply);
  }
}

/** Throws a `ProblemError` (`unsupported-media-type`). */
function bodyOf({ body }: FastifyRequest): Readable {
  if (body instanceof Readable) return body;
  throw new ProblemError('unsupported-media-type', `lines: expected the header 'content-type: ${NDJSON}'`);
}
