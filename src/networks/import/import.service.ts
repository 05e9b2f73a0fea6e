import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CONFIGURATION, type Configuration } from '../../platform/configuration.js';
import { limitedChunks } from '../../platform/limited-chunks.js';
import { identifyBody } from '../../platform/idempotency/idempotent.js';
import { ProblemError } from '../../platform/problems/problem.js';
import { readBody } from '../../platform/validation/request.pipe.js';
import { NetworkDto } from '../network.dto.js';
import { toNetwork } from '../network.mapper.js';
import { NetworksService } from '../networks.service.js';
import { toDescribedNetwork, type DescribedNetwork } from '../stored-network.js';
import { structureOf } from './import-model.js';
import { ModelImporter } from './model-importer.js';
import { toInputBinding } from './input-binding.js';
import type { ImportQueryDto } from './import-query.dto.js';

@Injectable()
export class ImportService {
  constructor(
    private readonly networks: NetworksService,
    private readonly importer: ModelImporter,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** Stores the network of a request: a description in JSON, or an ONNX file as it is or in a form. */
  async import(
    request: FastifyRequest,
    query: ImportQueryDto,
  ): Promise<DescribedNetwork & { readonly isNew: boolean }> {
    const upload = await this.uploadOf(request);
    if (upload === null) {
      const dto = await readBody(request.body, NetworkDto);
      return this.networks.store(toDescribedNetwork(toNetwork(dto, ''), 'description', null));
    }
    const chunks = limitedChunks(upload, this.configuration.modelLimitBytes);
    const binding = toInputBinding(query);
    const structure = await structureOf(chunks);
    const described = await this.importer.import({ structure, binding, name: query.name });
    identifyBody(structure.sha256);
    return this.networks.store(described);
  }

  /** The model file of the request, or null for JSON. */
  private async uploadOf(request: FastifyRequest): Promise<Readable | null> {
    if (request.isMultipart()) {
      const part = await request
        .file({ limits: { files: 1, fileSize: Infinity } })
        .catch((error: unknown) => {
          throw new ProblemError(
            'malformed-request',
            `form: ${(error as Error).message}; expected multipart/form-data`,
          );
        });
      if (part !== undefined) return part.file;
      throw new ProblemError('invalid-request', 'form: got no file, expected one part that is an ONNX file');
    }
    return request.body instanceof Readable ? request.body : null;
  }
}
