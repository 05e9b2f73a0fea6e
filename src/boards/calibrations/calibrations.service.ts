import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { NetworksService } from '../../networks/index.js';
import { WorkerPool } from '../../platform/workers/worker-pool.js';
import type { StoredCoefficientSet } from '../board.js';
import { BoardsService } from '../boards.service.js';
import { CoefficientSetsService } from '../coefficient-sets/coefficient-sets.service.js';
import type {
  CalibrationAnswer,
  CalibrationJob,
  CalibrationQuestion,
  CalibrationResult,
} from './calibration-job.js';

/** Calibrations at a time; more wait. */
const THREADS = 2;
/** Of one thread: enough for the most measurements of the largest networks that are accepted. */
const THREAD_MEMORY_MB = 1024;

/** A calibration whose set is stored as a draft. */
export interface StoredCalibration {
  readonly set: StoredCoefficientSet;
  readonly residualsJson: string;
}

@Injectable()
export class CalibrationsService implements OnModuleDestroy {
  private readonly pool = new WorkerPool<
    CalibrationJob,
    CalibrationQuestion,
    CalibrationAnswer,
    CalibrationResult
  >({
    name: 'calibration',
    url: new URL('./calibration.worker.js', import.meta.url),
    size: THREADS,
    memoryMb: THREAD_MEMORY_MB,
  });

  constructor(
    private readonly boards: BoardsService,
    private readonly sets: CoefficientSetsService,
    private readonly networks: NetworksService,
  ) {}

  /** Fits a set in a thread of its own and stores it as a draft. Throws a `ProblemError`. */
  async calibrate(
    boardId: string,
    request: Pick<CalibrationJob, 'body' | 'mediaType' | 'query'>,
  ): Promise<StoredCalibration> {
    const { board } = await this.boards.load(boardId);
    const job: CalibrationJob = {
      ...request,
      board: { id: board.id, powerModes: board.powerModes },
      date: new Date().toISOString().slice(0, 10),
    };
    const { set, residualsJson } = await this.pool.run(job, (id) => this.networks.describe(id));
    return { set: await this.sets.storeDraft(set, residualsJson), residualsJson };
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool.close();
  }
}
