import { readdirSync, readFileSync } from 'node:fs';
import { DATA_TYPES, LAYER_KINDS } from '../../src/core/index.js';

interface Schema {
  $ref?: string;
  type?: string;
  description?: string;
  example?: unknown;
  items?: Schema;
  allOf?: Schema[];
  enum?: string[];
  properties?: Record<string, Schema>;
}

const document = JSON.parse(readFileSync(new URL('../../openapi/openapi.json', import.meta.url), 'utf8'));
const schemas: Record<string, Schema> = document.components.schemas;

const fields = Object.entries(schemas).flatMap(([schema, { properties = {} }]) =>
  Object.entries(properties).map(([name, field]) => ({ path: `${schema}.${name}`, name, field })),
);

const isNumeric = ({ type }: Schema): boolean => type === 'number' || type === 'integer';
const isLeaf = ({ type, items, $ref, allOf }: Schema): boolean =>
  $ref === undefined &&
  allOf === undefined &&
  (type !== 'array' || (items?.type !== undefined && items.$ref === undefined));

/** Endings of names that say the unit of a number; shares are numbers from 0 to 1. */
const UNITS =
  /(Ms|NsPerElement|NjPerElement|J|W|Mw|Mbps|MwPerMbps|[bB]ytes|bytesUp|bytesDown|PerS|Wh|PerWh|GCo2|GCo2PerKWh|Share)$/;

/** Numbers without a unit: counts, sizes, ratios, codes. Each must exist, so that the list stays short. */
const WITHOUT_UNIT = new Set([
  'accuracy',
  'activations',
  'axis',
  'batch',
  'beyond',
  'board',
  'boardVersion',
  'candidate',
  'candidateCount',
  'channels',
  'coefficientCount',
  'count',
  'degreesOfFreedom',
  'deviceLayers',
  'draws',
  'edgeLayers',
  'edgeSlowdown',
  'energyResidual',
  'entries',
  'error',
  'expectedAccuracy',
  'expectedRegret',
  'faults',
  'features',
  'finalAccuracy',
  'from',
  'group',
  'groups',
  'heads',
  'hidden',
  'index',
  'inferencesPerBattery',
  'inseparable',
  'kernels',
  'kernelsPerChannel',
  'keyHeads',
  'latencyResidual',
  'layers',
  'limit',
  'line',
  'macs',
  'margin',
  'maximum',
  'maxKernels',
  'maxMacs',
  'meanError',
  'measuredLayers',
  'measurement',
  'medianError',
  'minimum',
  'minKernels',
  'minMacs',
  'neededLimit',
  'network',
  'networks',
  'next',
  'otherLayers',
  'p5',
  'p50',
  'p95',
  'planned',
  'points',
  'probability',
  'probabilityAhead',
  'probabilityBest',
  'profileVersion',
  'rank',
  'ranked',
  'relativeResidual',
  'residualSpread',
  'rows',
  'rSquared',
  'scale',
  'seed',
  'slopes',
  'slowdown',
  'status',
  'tau',
  'tauOfMacs',
  'to',
  'top',
  'utilisation',
  'value',
  'profileVersion',
  'version',
  'weightElements',
  'weights',
  'zeroPoint',
]);

describe('the description of the API', () => {
  it('describes every field of every schema', () => {
    expect(fields.length).toBeGreaterThan(50);
    const missing = fields.filter(({ field }) => !field.description);
    expect(missing.map(({ path }) => path)).toEqual([]);
  });

  it('has an example for every field that holds a value', () => {
    const missing = fields.filter(({ field }) => isLeaf(field) && field.example === undefined);
    expect(missing.map(({ path }) => path)).toEqual([]);
  });

  it('says the unit of every number, in its name', () => {
    const numbers = fields.filter(({ field }) => isNumeric(field));
    const unclear = numbers.filter(({ name }) => !UNITS.test(name) && !WITHOUT_UNIT.has(name));
    expect(unclear.map(({ path }) => path)).toEqual([]);
    const stale = [...WITHOUT_UNIT].filter((name) => !numbers.some((number) => number.name === name));
    expect(stale).toEqual([]);
  });

  it('has one class for every name of a schema: of two, the document would hold only one', () => {
    const source = new URL('../../src/', import.meta.url);
    const names = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.dto.ts'))
      .flatMap((file) => [...readFileSync(new URL(file, source), 'utf8').matchAll(/^export .*class (\w+)/gm)])
      .map(([, name]) => name);
    expect(names).toContain('PlannedNetworkDto');
    expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
  });

  it('refers only to schemas that exist', () => {
    const references = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)];
    expect(references.length).toBeGreaterThan(0);
    for (const [, name] of references) expect(schemas).toHaveProperty(name!);
  });

  it('tells the kinds of layers apart by their kind', () => {
    const { items } = schemas.NetworkDto!.properties!.layers as {
      items: { discriminator: { mapping: object } };
    };
    expect(Object.keys(items.discriminator.mapping).sort()).toEqual([...LAYER_KINDS].sort());
  });

  it('lists every element type of a tensor', () => {
    expect(schemas.NetworkInputDto!.properties!.dataType!.enum).toEqual(DATA_TYPES);
  });

  it('says of every answer that rests on stored data that these may be unchecked, and of no other', () => {
    const operations = Object.values<Record<string, Record<string, unknown>>>(document.paths).flatMap(
      (methods) => Object.values(methods),
    );
    const saying = operations.filter((operation) =>
      Object.values(operation.responses as Record<string, { headers?: object }>).every(
        ({ headers = {} }) => 'stored-data-unchecked' in headers,
      ),
    );
    expect(saying.length).toBeGreaterThan(30);
    expect(saying).toEqual(operations.filter((operation) => operation['x-required-role'] !== 'anyone'));
    expect(document.components.headers).toHaveProperty('stored-data-unchecked.description');
  });

  it('gives every operation a summary, a described answer and its problems', () => {
    for (const methods of Object.values<
      Record<string, { summary?: string; responses: Record<string, Schema> }>
    >(document.paths)) {
      for (const { summary, responses } of Object.values(methods)) {
        expect(summary).toEqual(expect.any(String));
        const answers = Object.entries(responses).filter(([status]) => status.startsWith('2'));
        expect(answers.length).toBeGreaterThan(0);
        for (const [, { description }] of answers) expect(description).not.toBe('');
      }
    }
    expect(Object.keys(document.paths['/plans'].post.responses)).toEqual([
      '200',
      '201',
      '400',
      '401',
      '403',
      '413',
      '415',
      '422',
      '429',
      '503',
      '507',
    ]);
  });
});
