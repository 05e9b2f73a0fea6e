import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
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
import { RequiresRole } from '../platform/access/requires-role.js';
import { ApiProblems } from '../platform/problems/api-problems.js';
import { ProblemError } from '../platform/problems/problem.js';
import { RawBody } from '../platform/raw-body.js';
import { RANKING, RANKING_NDJSON } from './examples/cells.js';
import { RANKING_MEDIA_TYPES, type RankingJob } from './ranking-job.js';
import { RANKING_LINES } from './ranking-lines.dto.js';
import {
  MAX_CANDIDATES,
  RankingCandidateDto,
  RankingRequestDto,
  RankingSettingsDto,
} from './ranking-request.dto.js';
import { RankingsService } from './rankings.service.js';

@ApiTags('rankings')
@ApiExtraModels(RankingRequestDto, RankingSettingsDto, RankingCandidateDto, ...RANKING_LINES)
@Controller('rankings')
export class RankingsController {
  constructor(private readonly rankings: RankingsService) {}

  @Post()
  @HttpCode(200)
  @RawBody()
  @RequiresRole('planner')
  @ApiOperation({
    summary: 'Rank networks by energy, latency or both on boards',
    description:
      `Up to ${MAX_CANDIDATES} candidates (RANKING_CANDIDATE_LIMIT of the configuration) as JSON, or as NDJSON: the settings in the first line, then a candidate a ` +
      'line. The answer is NDJSON, written as fast as it is read: a line ranking, a line fault for each candidate that ' +
      'cannot be ranked, for each board the lines place from the best to the worst and the lines agreement where ' +
      'measurements were given, then a line end, without which the answer is not complete.',
  })
  @ApiConsumes(...RANKING_MEDIA_TYPES)
  @ApiBody({
    description: 'Settings and candidates.',
    schema: { oneOf: [{ $ref: getSchemaPath(RankingRequestDto) }, { type: 'string' }] },
    examples: {
      json: { summary: 'JSON', value: RANKING },
      ndjson: { summary: 'NDJSON', value: RANKING_NDJSON },
    },
  })
  @ApiOkResponse({
    description: 'A line for each of these, told apart by kind.',
    content: {
      'application/x-ndjson': {
        schema: { oneOf: RANKING_LINES.map((line) => ({ $ref: getSchemaPath(line) })) },
      },
    },
  })
  @ApiProblems(
    'malformed-request',
    'invalid-request',
    'body-too-large',
    'unsupported-media-type',
    'unknown-board',
    'no-coefficient-set',
    'ambiguous-coefficient-set',
  )
  async rankNetworks(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const answer = await this.rankings.rank(jobOf(request));
    await answer.sendTo(request, reply);
  }
}

/** Throws a `ProblemError` (`unsupported-media-type`). */
function jobOf({ body, headers }: FastifyRequest): RankingJob {
  const given = headers['content-type']?.toLowerCase() ?? '';
  const mediaType = RANKING_MEDIA_TYPES.find((own) => given.startsWith(own));
  if (body instanceof Uint8Array && mediaType !== undefined) return { body, mediaType };
  throw new ProblemError(
    'unsupported-media-type',
    `candidates: expected the header 'content-type: ${RANKING_MEDIA_TYPES.join("' or 'content-type: ")}'`,
  );
}
