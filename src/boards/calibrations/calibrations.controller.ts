import { Controller, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiExtraModels,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequiresRole } from '../../platform/access/requires-role.js';
import { Idempotent } from '../../platform/idempotency/idempotent.js';
import { ApiProblems } from '../../platform/problems/api-problems.js';
import { ProblemError } from '../../platform/problems/problem.js';
import { RawBody } from '../../platform/raw-body.js';
import { NETWORK_PROBLEMS } from '../../networks/index.js';
import { ApiBoardId } from '../board-id.js';
import { CALIBRATION, CALIBRATION_CSV } from '../examples/calibration.js';
import { CalibrationAnswerDto } from './calibration-answer.dto.js';
import { toCalibrationAnswer } from './calibration-answer.mapper.js';
import type { CalibrationJob } from './calibration-job.js';
import { CalibrationDto, CalibrationQueryDto, MAX_MEASUREMENTS } from './calibration.dto.js';
import { CalibrationsService } from './calibrations.service.js';
import { CSV_COLUMNS } from './csv-measurements.js';

@ApiTags('calibrations')
@ApiExtraModels(CalibrationDto)
@Controller('boards/:id/calibrations')
export class CalibrationsController {
  constructor(private readonly calibrations: CalibrationsService) {}

  @Post()
  @HttpCode(201)
  @RawBody()
  @RequiresRole('admin')
  @Idempotent()
  @ApiOperation({
    summary: 'Fit a coefficient set from measurements',
    description:
      'Fits energy and latency by non-negative least squares on relative error, chooses families and terms by ' +
      'cross-validation, and stores the set as a draft, which no plan uses until it is activated. Measurements come ' +
      'as JSON, or as CSV (text/csv, UTF-8, commas, a header) with the other fields as query parameters. Columns of ' +
      `the CSV, of which a row fills those it needs: ${CSV_COLUMNS.join(', ')}. A row says what was measured with ` +
      'zoo (and parameters of that network), network (a stored one), description (a layer as JSON) or totals ' +
      `(convolutionMacs to activations). At most ${MAX_MEASUREMENTS} measurements (MEASUREMENT_LIMIT of the ` +
      'configuration).',
  })
  @ApiBoardId()
  @ApiConsumes('application/json', 'text/csv')
  @ApiBody({
    description: 'Measurements, as JSON or as CSV.',
    schema: { oneOf: [{ $ref: getSchemaPath(CalibrationDto) }, { type: 'string' }] },
    examples: {
      json: { summary: 'JSON', value: CALIBRATION },
      csv: { summary: 'CSV, with the other fields as query parameters', value: CALIBRATION_CSV },
    },
  })
  @ApiCreatedResponse({ type: CalibrationAnswerDto, description: 'The draft, and how it was found.' })
  @ApiProblems(
    'malformed-request',
    'invalid-request',
    'not-found',
    'body-too-large',
    'unsupported-media-type',
    'unknown-power-mode',
    'unknown-network',
    'unknown-zoo-network',
    'degenerate-network',
    'no-measurements',
    'invalid-measurement',
    'mixed-boundaries',
    'too-few-networks',
    'rank-deficient-measurements',
    'inconsistent-measurements',
    ...NETWORK_PROBLEMS,
  )
  async calibrateBoard(
    @Param('id') id: string,
    @Query() query: CalibrationQueryDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const calibration = await this.calibrations.calibrate(id, { ...measurementsOf(request, query), query });
    const { boardId, version } = calibration.set;
    void reply
      .type('application/json; charset=utf-8')
      .header('location', `/boards/${boardId}/coefficient-sets/${version}`);
    return toCalibrationAnswer(calibration);
  }
}

/** Throws a `ProblemError`: `unsupported-media-type`, or `invalid-request` for JSON with query parameters. */
function measurementsOf(
  { body, headers }: FastifyRequest,
  query: CalibrationQueryDto,
): Pick<CalibrationJob, 'body' | 'mediaType'> {
  if (!(body instanceof Uint8Array)) {
    throw new ProblemError(
      'unsupported-media-type',
      "measurements: expected the header 'content-type: application/json' or 'content-type: text/csv'",
    );
  }
  if (headers['content-type']!.toLowerCase().startsWith('text/csv')) return { body, mediaType: 'text/csv' };
  const [given] = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (given === undefined) return { body, mediaType: 'application/json' };
  throw new ProblemError('invalid-request', 'query: got parameters beside JSON, which holds them itself', [
    { pointer: `?${given}`, detail: 'got a query parameter', accepted: `${given} in the body` },
  ]);
}
