import { readFileSync } from 'node:fs';
import type { Type } from '@nestjs/common';
import { NewApiKeyDto } from '../../src/access/api-key.dto.js';
import { BoardProfileDto, NewBoardDto } from '../../src/boards/board.dto.js';
import { CalibrationDto } from '../../src/boards/calibrations/calibration.dto.js';
import { NewCoefficientSetDto } from '../../src/boards/coefficient-sets/coefficient-set.dto.js';
import { DecisionMapRequestDto, FitRequestDto } from '../../src/charts/chart-request.dto.js';
import { EstimateRequestDto } from '../../src/estimates/estimate-request.dto.js';
import { LinkProfileBodyDto, NewLinkProfileDto } from '../../src/links/link-profile.dto.js';
import { NetworkDto } from '../../src/networks/index.js';
import { BatchDefaultsLineDto, BatchLineDto } from '../../src/plans/batch/batch-request.dto.js';
import { EvaluateRequestDto } from '../../src/plans/evaluate/evaluate.dto.js';
import { PlanRequestDto } from '../../src/plans/index.js';
import { SweepRequestDto } from '../../src/plans/sweep/sweep.dto.js';
import { ProblemError, type FieldFault } from '../../src/platform/problems/problem.js';
import { readCompiled } from '../../src/platform/validation/compiled-reader.js';
import { REFUSED } from '../../src/platform/validation/readings.js';
import { validateBody } from '../../src/platform/validation/request.pipe.js';
import { PruningRequestDto } from '../../src/pruning/pruning-request.dto.js';
import { RankingRequestDto } from '../../src/rankings/ranking-request.dto.js';
import { operationsOf, type ApiDocument, type Schema } from '../support/random-requests.js';

const document = JSON.parse(readFileSync('openapi/openapi.json', 'utf8')) as ApiDocument;

const BODIES: readonly Type<object>[] = [
  BatchDefaultsLineDto,
  BatchLineDto,
  BoardProfileDto,
  CalibrationDto,
  DecisionMapRequestDto,
  EstimateRequestDto,
  EvaluateRequestDto,
  FitRequestDto,
  LinkProfileBodyDto,
  NetworkDto,
  NewApiKeyDto,
  NewBoardDto,
  NewCoefficientSetDto,
  NewLinkProfileDto,
  PlanRequestDto,
  PruningRequestDto,
  RankingRequestDto,
  SweepRequestDto,
];

describe('null in a field of a body', () => {
  it('is looked at in every body of JSON', () => {
    const described = operationsOf(document).flatMap(({ bodies }) =>
      Object.entries(bodies)
        .filter(([type]) => type !== 'multipart/form-data')
        .flatMap(([, { schema = {} }]) => schema.oneOf ?? [schema])
        .flatMap(({ $ref }) => ($ref === undefined ? [] : [nameOf($ref)])),
    );
    expect(BODIES.map(({ name }) => name)).toEqual([...new Set(described)].sort());
  });

  it.each(BODIES.map((type) => [type.name, type] as const))(
    'is refused in %s where the description does not say nullable, and nowhere else',
    async (name, type) => {
      const seen = { refused: 0, accepted: 0 };
      for (const { body, pointer, isNullable } of fieldsOf(name)) {
        const fault = (await faultsOf(body, type)).find((each) => each.pointer === pointer);
        const expected = isNullable ? undefined : { detail: 'got null', accepted: expect.any(String) };
        expect({ pointer, ...fault }).toEqual({ pointer, ...expected });
        if (!isNullable)
          expect({ pointer, read: readCompiled(type, body) }).toEqual({ pointer, read: REFUSED });
        seen[isNullable ? 'accepted' : 'refused']++;
      }
      expect(seen.refused).toBeGreaterThan(1);
    },
  );
});

interface NullField {
  readonly body: object;
  readonly pointer: string;
  readonly isNullable: boolean;
}

/** Where a part of a body stands: the body that holds it, and its pointer. */
interface Place {
  readonly holding: (part: unknown) => object;
  readonly pointer: string;
  /** Schemas that it is within. */
  readonly within: readonly string[];
}

const ROOT: Place = { holding: (part) => part as object, pointer: '', within: [] };

/** A body for each field of a schema and of its parts, with null in the field and little else. */
function* fieldsOf(name: string, { holding, pointer, within }: Place = ROOT): Generator<NullField> {
  if (within.includes(name)) return;
  for (const [field, schema] of Object.entries(document.components.schemas[name]!.properties!)) {
    const at = `${pointer}/${field}`;
    const isNullable = schema.nullable === true;
    yield { body: holding({ [field]: null }), pointer: at, isNullable };
    for (const { part, isItem, tag } of partsOf(schema)) {
      yield* fieldsOf(part, {
        holding: (value) => {
          const tagged = { ...tag, ...(value as object) };
          return holding({ [field]: isItem ? [tagged] : tagged });
        },
        pointer: isItem ? `${at}/0` : at,
        within: [...within, name],
      });
    }
  }
}

interface PartOfSchema {
  readonly part: string;
  readonly isItem: boolean;
  /** What tells the class of an item apart. */
  readonly tag: object;
}

function partsOf(schema: Schema & { discriminator?: Discriminator }, isItem = false): PartOfSchema[] {
  if (schema.items !== undefined) return partsOf(schema.items, true);
  if (schema.discriminator !== undefined) {
    const { propertyName, mapping } = schema.discriminator;
    return Object.entries(mapping).map(([value, reference]) => ({
      part: nameOf(reference),
      isItem,
      tag: { [propertyName]: value },
    }));
  }
  const reference = schema.$ref ?? schema.allOf?.[0]?.$ref;
  return reference === undefined ? [] : [{ part: nameOf(reference), isItem, tag: {} }];
}

interface Discriminator {
  readonly propertyName: string;
  readonly mapping: Readonly<Record<string, string>>;
}

const nameOf = (reference: string): string => reference.split('/').at(-1)!;

async function faultsOf(body: object, type: Type<object>): Promise<readonly FieldFault[]> {
  try {
    await validateBody(structuredClone(body), type);
    return [];
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.errors ?? [];
    throw error;
  }
}
