import { Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiExtraModels,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequiresRole } from '../platform/access/requires-role.js';
import { readCursor, writeCursor } from '../platform/page-cursor.js';
import { Idempotent } from '../platform/idempotency/idempotent.js';
import { ApiProblems } from '../platform/problems/api-problems.js';
import { ImportQueryDto } from './import/import-query.dto.js';
import { ImportService } from './import/import.service.js';
import { CutPageDto, LayerListDto, NetworkDetailDto, NetworkPageDto } from './network-answer.dto.js';
import { toCutPage, toLayerAnswer, toNetworkDetail, toNetworkSummary } from './network-answer.mapper.js';
import { CutListQueryDto, NetworkListQueryDto } from './network-list.dto.js';
import { NetworkDto } from './network.dto.js';
import { NetworkRepository, type PageStart } from './network.repository.js';
import { NetworksService } from './networks.service.js';
import { withEnds } from './stored-network.js';
import { RESIDUAL_BLOCK } from './examples/residual-block.js';
import { MODEL_PROBLEMS, NETWORK_PROBLEMS } from './network-problems.js';

const ApiNetworkId = (): MethodDecorator =>
  ApiParam({ name: 'id', description: 'Identifier of the network.', example: 'resnet-50' });

const toPageStart = ([name, id]: readonly string[]): PageStart | null =>
  name === undefined || id === undefined ? null : { name, id };

@ApiTags('networks')
@ApiExtraModels(NetworkDto)
@Controller('networks')
export class NetworksController {
  constructor(
    private readonly networks: NetworksService,
    private readonly repository: NetworkRepository,
    private readonly imports: ImportService,
  ) {}

  @Post()
  @HttpCode(201)
  @RequiresRole('planner')
  @Idempotent()
  @ApiOperation({
    summary: 'Store a network: a description, or an ONNX file',
    description:
      'JSON holds a description of the network. Any other body is an ONNX file: as it is ' +
      '(application/octet-stream) or as the file of a form (multipart/form-data). Weights are read past, never ' +
      'kept; external data are not needed. A network is stored under a hash of its content: storing it twice ' +
      'gives the same identifier, with status 200 the second time.',
    requestBody: {
      required: true,
      description: 'A description (JSON), or an ONNX file.',
      content: {
        'application/json': {
          schema: { $ref: getSchemaPath(NetworkDto) },
          examples: { residualBlock: { summary: 'A residual block', value: RESIDUAL_BLOCK } },
        },
        'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
        'multipart/form-data': {
          schema: {
            type: 'object',
            required: ['model'],
            properties: { model: { type: 'string', format: 'binary', description: 'The ONNX file.' } },
          },
        },
      },
    },
  })
  @ApiCreatedResponse({ type: NetworkDetailDto, description: 'The network was stored.' })
  @ApiOkResponse({ type: NetworkDetailDto, description: 'The network was there already.' })
  @ApiProblems(
    'malformed-request',
    'invalid-request',
    'body-too-large',
    'unsupported-media-type',
    ...NETWORK_PROBLEMS,
    ...MODEL_PROBLEMS,
  )
  async importNetwork(
    @Query() query: ImportQueryDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NetworkDetailDto> {
    const { isNew, ...loaded } = await this.imports.import(request, query);
    void reply.status(isNew ? 201 : 200).header('location', `/networks/${loaded.stored.id}`);
    return toNetworkDetail(loaded);
  }

  @Get()
  @RequiresRole('reader')
  @ApiOperation({ summary: 'Find networks, page by page' })
  @ApiOkResponse({ type: NetworkPageDto, description: 'A page of networks.' })
  @ApiProblems('invalid-request')
  async listNetworks(@Query() { search, after, limit }: NetworkListQueryDto): Promise<NetworkPageDto> {
    const start = after === undefined ? undefined : readCursor(after, toPageStart);
    const found = await this.repository.findPage(search, start, limit + 1);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      networks: page.map(toNetworkSummary),
      next: last && found.length > limit ? writeCursor([last.name, last.id]) : null,
    };
  }

  @Get(':id')
  @RequiresRole('reader')
  @ApiOperation({ summary: 'Show a network: its totals, what it takes and what it results in' })
  @ApiNetworkId()
  @ApiOkResponse({ type: NetworkDetailDto, description: 'The network.' })
  @ApiProblems('not-found')
  async getNetwork(@Param('id') id: string): Promise<NetworkDetailDto> {
    const { stored, network } = await this.networks.load(id);
    return toNetworkDetail(withEnds(stored, network));
  }

  @Get(':id/layers')
  @RequiresRole('reader')
  @ApiOperation({ summary: 'Show the layers of a network with their work' })
  @ApiNetworkId()
  @ApiOkResponse({ type: LayerListDto, description: 'The layers.' })
  @ApiProblems('not-found')
  async getNetworkLayers(@Param('id') id: string): Promise<LayerListDto> {
    const { network } = await this.networks.load(id);
    return { layers: network.layers.map((layer) => toLayerAnswer(network, layer)) };
  }

  @Get(':id/cuts')
  @RequiresRole('reader')
  @ApiOperation({
    summary: 'Show every way to divide a network, with the tensors that cross',
    description:
      'A cut is a set of layers that holds, with each layer, all that it needs: they run on the device, the others ' +
      'beyond the link. Layers that depend on constants alone run wherever they are needed and are in no cut.',
  })
  @ApiNetworkId()
  @ApiOkResponse({ type: CutPageDto, description: 'A page of cuts.' })
  @ApiProblems('invalid-request', 'not-found')
  async getNetworkCuts(
    @Param('id') id: string,
    @Query() { from, limit }: CutListQueryDto,
  ): Promise<CutPageDto> {
    return toCutPage(await this.networks.cutsOf(id), from, limit);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequiresRole('admin')
  @ApiOperation({ summary: 'Delete a network that is not of the zoo' })
  @ApiNetworkId()
  @ApiNoContentResponse({ description: 'It is gone.' })
  @ApiProblems('not-found', 'protected')
  async deleteNetwork(@Param('id') id: string): Promise<void> {
    await this.networks.remove(id);
  }
}
