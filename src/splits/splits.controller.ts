import { finished } from 'node:stream';
import { Controller, HttpCode, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
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
import { ImportQueryDto, MODEL_PROBLEMS } from '../networks/index.js';
import { RequiresRole } from '../platform/access/requires-role.js';
import { ApiProblems } from '../platform/problems/api-problems.js';
import { ManifestDto } from './manifest.dto.js';
import { SplitFormDto } from './split-form.dto.js';
import { SplitsService } from './splits.service.js';

@ApiTags('splits')
@ApiExtraModels(ManifestDto, SplitFormDto)
@Controller('splits')
export class SplitsController {
  constructor(private readonly splits: SplitsService) {}

  @Post()
  @HttpCode(200)
  @RequiresRole('planner')
  @ApiOperation({
    summary: 'Divide an ONNX model by a plan: a file for each tier',
    description:
      'Takes a form with the model and a plan (the answer of POST /plans), the identifier of a saved plan, or the ' +
      'names of the tensors that are to cross. Answers with a zip of head.onnx and tail.onnx (head, middle and tail with ' +
      'a cloud) and manifest.json. Nodes and weights are those of the model under the names that they have; constants ' +
      'and shape arithmetic are in every part that needs them; what is sent in another precision is converted inside ' +
      'the parts. References to external data are kept, so those files belong beside the parts. A plan of another model ' +
      'is refused. Nothing is stored.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    required: true,
    description: 'The model and where to divide it.',
    schema: {
      allOf: [
        { $ref: getSchemaPath(SplitFormDto) },
        {
          type: 'object',
          required: ['model'],
          properties: { model: { type: 'string', format: 'binary', description: 'The ONNX file.' } },
        },
      ],
    },
  })
  @ApiOkResponse({
    description: 'A zip of the parts and manifest.json (ManifestDto).',
    content: { 'application/zip': { schema: { type: 'string', format: 'binary' } } },
  })
  @ApiProblems(
    'malformed-request',
    'invalid-request',
    'not-found',
    'body-too-large',
    'unsupported-media-type',
    'other-model',
    'invalid-boundary',
    'missing-range',
    'unsplittable',
    'storage-full',
    ...MODEL_PROBLEMS,
  )
  async splitModel(
    @Query() query: ImportQueryDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const archive = await this.splits.split(request, query);
    // A client that hung up meanwhile is sent nothing, so that nobody else would close the archive.
    finished(reply.raw, () => archive.destroy());
    return new StreamableFile(archive, {
      type: 'application/zip',
      disposition: 'attachment; filename="parts.zip"',
    });
  }
}
