import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { toInputBinding, type ImportQueryDto } from '../networks/index.js';
import { SavedPlansService } from '../plans/index.js';
import { CONFIGURATION, type Configuration } from '../platform/configuration.js';
import { ProblemError } from '../platform/problems/problem.js';
import { archiveOf } from './archive.js';
import { readRanges } from './calibration-ranges.js';
import { divideModel } from './divide-model.js';
import type { Where } from './division-request.js';
import { chunksOfFile, fileSource } from './file-source.js';
import { PartFiles } from './manifest.js';
import { readPlan } from './read-plan.js';
import { readForm } from './split-form.js';
import type { SplitFormDto } from './split-form.dto.js';
import { openTemporaryFile } from './temporary-file.js';

@Injectable()
export class SplitsService {
  constructor(
    private readonly plans: SavedPlansService,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** Divides the model of a form; the archive reads it from a temporary file, which goes when the archive closes. */
  async split(request: FastifyRequest, query: ImportQueryDto): Promise<Readable> {
    const file = await openTemporaryFile().catch(refuseFull);
    try {
      const form = await readForm(request, file, this.configuration.modelLimitBytes);
      return await this.archive(file, form, query);
    } catch (error) {
      await file.close();
      return refuseFull(error);
    }
  }

  private async archive(file: FileHandle, form: SplitFormDto, query: ImportQueryDto): Promise<Readable> {
    const divided = await divideModel(fileSource(file), chunksOfFile(file), {
      where: await this.whereOf(form),
      binding: toInputBinding(query),
      ranges: form.calibration === undefined ? new Map() : readRanges(form.calibration),
    });
    return archiveOf(new PartFiles(divided), () => void file.close());
  }

  private async whereOf(form: SplitFormDto): Promise<Where> {
    const { plan, planId, boundary, cloudBoundary, which, match, transferPrecision } = form;
    const ways = [plan, planId, boundary].filter((way) => way !== undefined).length;
    if (ways !== 1 || (cloudBoundary !== undefined && boundary === undefined)) {
      throw new ProblemError('invalid-request', 'form: expected one of plan, planId and boundary', [
        {
          pointer: '/plan',
          detail:
            ways === 1 ? 'got cloudBoundary without boundary' : `got ${ways} of plan, planId and boundary`,
          accepted: 'plan, or planId, or boundary (with cloudBoundary for three parts)',
        },
      ]);
    }
    if (boundary !== undefined) {
      const boundaries = cloudBoundary === undefined ? [boundary] : [boundary, cloudBoundary];
      return { by: 'boundary', boundaries, transferPrecision };
    }
    const text = plan ?? (await this.plans.load(planId!));
    return { by: 'plan', plan: await readPlan(text, which), match };
  }
}

/** Throws a `ProblemError` (`storage-full`) where there was no room for the model; any other fault as it is. */
function refuseFull(error: unknown): never {
  if ((error as { code?: unknown }).code !== 'ENOSPC') throw error;
  throw new ProblemError('storage-full', 'model: there is no room to keep it while it is divided');
}
