import {
  buildNetwork,
  bytesPerElement,
  CoreError,
  executedWorks,
  findZooNetwork,
  type CostedWork,
  type Execution,
  type Network,
  type ZooNetwork,
  type ZooValue,
} from '../../core/index.js';
import { buildZooNetwork, toNetwork } from '../../networks/index.js';
import { ProblemError } from '../../platform/problems/problem.js';
import type { CalibrationAnswer, CalibrationQuestion } from './calibration-job.js';
import { MAX_INLINE_LAYERS, type MeasurementDto } from './measurement.dto.js';
import { totalWorks } from './total-works.js';

/** Layers of all networks of a calibration, each counted once; a layer takes about 100 bytes. */
const MAX_WORKS = 2_000_000;

const SUBJECTS = ['zoo', 'network', 'description', 'totals'] as const;

/** What was measured. */
export interface MeasuredSubject {
  /** Measurements of one name are held out together. */
  readonly name: string;
  readonly works: readonly CostedWork[];
}

export interface SubjectOptions {
  readonly execution: Execution;
  readonly batch: number;
  readonly ask: (question: CalibrationQuestion) => Promise<CalibrationAnswer>;
}

/** Builds what was measured; what several measurements are of is built once. */
export class MeasuredSubjects {
  private readonly built = new Map<string, readonly CostedWork[]>();
  private workCount = 0;

  constructor(private readonly options: SubjectOptions) {}

  /** Throws a `ProblemError` that points at the measurement; `pointer` is where it stands. */
  async of(dto: MeasurementDto, index: number, pointer: string): Promise<MeasuredSubject> {
    checkOneSubject(dto, pointer);
    const number = `measurement ${index + 1}`;
    if (dto.zoo !== undefined) {
      const key = zooKey(dto.zoo, dto.parameters);
      const works = await this.once(key, pointer, () =>
        Promise.resolve(this.execute(this.buildZoo(dto, pointer))),
      );
      return { name: dto.name ?? key, works };
    }
    if (dto.network !== undefined) {
      const id = dto.network;
      const works = await this.once(`stored ${id}`, pointer, () => this.stored(id, `${pointer}/network`));
      return { name: dto.name ?? id, works };
    }
    if (dto.description !== undefined) {
      checkInline(dto.description.layers.length, `${pointer}/description/layers`);
      const network = toNetwork(dto.description, `${pointer}/description`);
      return { name: dto.name ?? number, works: this.counted(this.execute(network), pointer) };
    }
    const works = totalWorks(dto.totals!, bytesPerElement(this.options.execution.precision));
    return { name: dto.name ?? number, works: this.counted(works, pointer) };
  }

  private execute(network: Network): CostedWork[] {
    return executedWorks(network, this.options.execution);
  }

  private async once(
    key: string,
    pointer: string,
    make: () => Promise<readonly CostedWork[]>,
  ): Promise<readonly CostedWork[]> {
    const known = this.built.get(key);
    if (known !== undefined) return known;
    const works = this.counted(await make(), pointer);
    this.built.set(key, works);
    return works;
  }

  private counted(works: readonly CostedWork[], pointer: string): readonly CostedWork[] {
    this.workCount += works.length;
    if (this.workCount <= MAX_WORKS) return works;
    throw new ProblemError('invalid-request', `measurements: got more than ${MAX_WORKS} layers in all`, [
      { pointer, detail: `got layer ${this.workCount}`, accepted: 'fewer or smaller networks' },
    ]);
  }

  private buildZoo({ zoo, parameters = {} }: MeasurementDto, pointer: string): Network {
    return buildZooNetwork(
      zoo!,
      (found) => ({ ...this.batchOf(found, parameters), ...parameters }),
      (field) => `${pointer}/${field}`,
    );
  }

  /** A network of the zoo is built for the batch of the set; another one is refused. */
  private batchOf(
    { parameters: known }: ZooNetwork,
    given: Readonly<Record<string, ZooValue>>,
  ): Record<string, ZooValue> {
    if (!('batch' in known)) return {};
    const { batch } = this.options;
    if (given.batch === undefined || given.batch === batch) return { batch };
    throw new CoreError(
      'invalid-parameter',
      `batch: got ${JSON.stringify(given.batch)}, expected ${batch}, the batch of the calibration`,
      { parameter: 'batch' },
    );
  }

  private async stored(id: string, pointer: string): Promise<readonly CostedWork[]> {
    const found = await this.options.ask(id);
    if (found === null) {
      throw new ProblemError(
        'unknown-network',
        `network '${id}' is not known; GET /networks lists what there is`,
        [{ pointer, detail: `got '${id}'`, accepted: 'the identifier of a stored network' }],
      );
    }
    const { definition } = found;
    return this.execute(definition === null ? findZooNetwork(id).build() : buildNetwork(definition));
  }
}

function checkOneSubject(dto: MeasurementDto, pointer: string): void {
  const given = SUBJECTS.filter((subject) => dto[subject] !== undefined);
  const detail = given.length === 0 ? 'got none of them' : `got ${given.join(' and ')}`;
  if (given.length !== 1) {
    throw new ProblemError(
      'invalid-request',
      `${pointer}: ${detail}, expected one of ${SUBJECTS.join(', ')}`,
      [{ pointer, detail, accepted: `one of ${SUBJECTS.join(', ')}` }],
    );
  }
  if (dto.parameters === undefined || dto.zoo !== undefined) return;
  throw new ProblemError('invalid-request', `${pointer}: got parameters of no network of the zoo`, [
    { pointer: `${pointer}/parameters`, detail: 'got parameters without zoo', accepted: 'zoo beside them' },
  ]);
}

function checkInline(layers: number, pointer: string): void {
  if (layers <= MAX_INLINE_LAYERS) return;
  throw new ProblemError('invalid-request', `${pointer}: got ${layers} layers, a network of its own`, [
    {
      pointer,
      detail: `got ${layers} layers`,
      accepted: `at most ${MAX_INLINE_LAYERS}; store a larger network with POST /networks and name it`,
    },
  ]);
}

/** `mobilenet-v2 resolution=160 width=0.75`: the same for the same network. */
function zooKey(zoo: string, parameters: Readonly<Record<string, ZooValue>> = {}): string {
  const values = Object.keys(parameters)
    .sort()
    .map((name) => ` ${name}=${String(parameters[name])}`);
  return Buffer.from(`${zoo}${values.join('')}`).toString(); // half a surrogate pair could not be stored
}
