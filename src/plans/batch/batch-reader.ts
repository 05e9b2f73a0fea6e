import { readBody } from '../../platform/validation/request.pipe.js';
import { PlanRequestDto } from '../plan-request.dto.js';
import { BatchDefaultsDto, BatchDefaultsLineDto, BatchLineDto } from './batch-request.dto.js';
import { mergePatch, type JsonObject } from './merge-patch.js';

/** What a request cannot do without. */
const REQUIRED = ['device', 'edge', 'link'] as const satisfies readonly (keyof PlanRequestDto)[];

/** A line that was read. */
export interface BatchRequest {
  readonly id: string;
  readonly request: PlanRequestDto;
}

/** Makes requests of lines. What a line leaves as the defaults have it is the same object in each, read once. */
export class BatchReader {
  private constructor(
    private readonly written: JsonObject,
    private readonly defaults: JsonObject,
  ) {}

  static withoutDefaults(): BatchReader {
    return new BatchReader({}, {});
  }

  /** Throws a `ProblemError` (`invalid-request`) naming every field of the defaults at fault. */
  static async withDefaults(line: JsonObject): Promise<BatchReader> {
    const patched = mergePatch({}, line) as JsonObject; // null is nothing, here as in a line
    const { defaults } = await readBody(patched, BatchDefaultsLineDto);
    const written = patched.defaults as JsonObject;
    return new BatchReader(written, fieldsOf(defaults, written));
  }

  /** Throws a `ProblemError` (`invalid-request`) naming every field at fault. */
  async read(line: JsonObject): Promise<BatchRequest> {
    const changed = this.changedBy(line);
    const dto = await readBody(changed, BatchLineDto);
    const request = Object.assign(new PlanRequestDto(), this.keptBy(line), fieldsOf(dto, changed));
    if (REQUIRED.some((name) => (request[name] as object | undefined) === undefined)) {
      const { id: _, ...whole } = mergePatch(this.written, line) as JsonObject;
      await readBody(whole, PlanRequestDto); // says what is missing
    }
    return { id: dto.id, request };
  }

  /** The fields that the line says something of, as they then are. */
  private changedBy(line: JsonObject): JsonObject {
    const fields = Object.entries(line).filter(([, value]) => value !== null);
    return Object.fromEntries(fields.map(([name, value]) => [name, mergePatch(this.written[name], value)]));
  }

  private keptBy(line: JsonObject): JsonObject {
    const kept = Object.entries(this.defaults).filter(([name]) => !Object.hasOwn(line, name));
    return Object.fromEntries(kept);
  }
}

/** The fields of a request that were written, without those that have but their default. */
function fieldsOf(dto: BatchDefaultsDto | BatchLineDto, written: JsonObject): JsonObject {
  const fields = Object.entries(dto).filter(([name]) => name !== 'id' && Object.hasOwn(written, name));
  return Object.fromEntries(fields);
}
