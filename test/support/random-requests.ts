import { ADMIN_KEY } from './administrator.js';

/** As much of an OpenAPI document as requests are made from. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly nullable?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly example?: unknown;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

interface Content {
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema?: Schema;
  readonly example?: unknown;
}

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly bodies: Readonly<Record<string, Content>>;
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Content>> }>>;
}

export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Record<string, never>>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export interface RandomRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
}

export const operationsOf = ({ paths }: ApiDocument): Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const {
        parameters = [],
        requestBody,
        responses,
      } = operation as unknown as {
        parameters?: Parameter[];
        requestBody?: { content: Record<string, Content> };
        responses: Operation['responses'];
      };
      return {
        method: method.toUpperCase(),
        path,
        parameters,
        bodies: requestBody?.content ?? {},
        responses,
      };
    }),
  );

const ODD_TEXTS = [
  '',
  ' ',
  '\0',
  '\ud800',
  'ÅΩ漢字🙂',
  '‮gnirts',
  '../../etc/passwd',
  "'; DROP TABLE board; --",
  '%00',
  '{{7*7}}',
  '<script>alert(1)</script>',
  'null',
  'NaN',
  '-0',
  '1e999',
  'x'.repeat(5_000),
  '__proto__',
  'constructor',
  'toString',
];
const ODD_NUMBERS = [
  0,
  -0,
  -1,
  0.1,
  1e-320,
  1e308,
  -1e308,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  2 ** 53 + 2,
  2 ** 63,
  1.5,
  1e21,
  Number.MIN_VALUE,
];
const ODD_VALUES = [null, true, false, [], {}, [[]], [null], { a: 1 }, ...ODD_TEXTS, ...ODD_NUMBERS];

/** Makes requests that are valid, nearly valid, and nothing of the kind, from a description and a seed. */
export class RequestMaker {
  constructor(
    private readonly document: ApiDocument,
    private readonly random: () => number,
  ) {}

  make(operation: Operation): RandomRequest {
    const { method } = operation;
    const headers: Record<string, string> = { authorization: `Bearer ${ADMIN_KEY}` };
    if (this.chance(0.02))
      headers.authorization = this.pick(['', 'Basic eA==', 'Bearer x', `bearer  ${ADMIN_KEY} `]);
    for (const { name, in: place, schema } of operation.parameters) {
      if (place === 'header' && this.chance(0.7))
        headers[name.toLowerCase()] = this.headerValue(schema ?? {});
    }
    const [type, body] =
      method === 'GET' || method === 'DELETE' ? [undefined, undefined] : this.body(operation);
    if (type !== undefined) headers['content-type'] = type;
    if (this.chance(0.01)) headers['x-odd'] = 'x'.repeat(20_000);
    return { method, path: this.address(operation), headers, body };
  }

  private address({ method, path, parameters }: Operation): string {
    let address = path;
    for (const parameter of parameters.filter((candidate) => candidate.in === 'path')) {
      const example = text(parameter.example ?? parameter.schema?.example ?? 'x');
      // What is deleted or replaced is not what the other requests are about.
      const known = method === 'DELETE' || method === 'PUT' ? `${example}-x` : example;
      const value = this.chance(0.8) ? known : this.pick(ODD_TEXTS).slice(0, 200);
      address = address.replace(`{${parameter.name}}`, wellFormed(value));
    }
    const query = parameters
      .filter((parameter) => parameter.in === 'query' && this.chance(0.3))
      .map(
        ({ name, schema }) =>
          `${name}=${wellFormed(text(this.mutated(this.value(schema ?? {}, 0))).slice(0, 300))}`,
      );
    if (this.chance(0.02)) query.push('__proto__=1', 'unknown[0]=1');
    return query.length === 0 ? address : `${address}?${query.join('&')}`;
  }

  private headerValue(schema: Schema): string {
    const odd = [
      '*',
      '"1"',
      '"1", "2"',
      'W/"1"',
      '1',
      '"',
      'x'.repeat(300),
      `key-${Math.floor(this.random() * 1e6)}`,
    ];
    return this.chance(0.5) && schema.example !== undefined ? text(schema.example) : this.pick(odd);
  }

  /** A media type and a body. */
  private body({ bodies }: Operation): [string | undefined, string | Uint8Array | undefined] {
    const types = Object.keys(bodies);
    if (types.length === 0)
      return this.chance(0.8) ? [undefined, undefined] : ['application/json', this.oddText()];
    const type = this.pick(types);
    if (type === 'application/x-ndjson' && this.chance(0.8)) return [type, this.lines(bodies[type]!)];
    if (type !== 'application/json') return [type, this.oddBytes()];
    if (this.chance(0.03))
      return [this.pick(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'x']), '{}'];
    if (this.chance(0.05))
      return [
        this.pick(['application/json', 'application/json; charset=utf-16', 'text/csv']),
        this.oddBytes(),
      ];
    return ['application/json', this.json(bodies[type]!)];
  }

  private json(content: Content): string {
    const examples = Object.values(content.examples ?? {}).map(({ value }) => value);
    const usable = examples.filter((example) => typeof example === 'object');
    const value =
      usable.length > 0 && this.chance(0.6)
        ? structuredClone(this.pick(usable))
        : this.value(content.schema ?? {}, 0);
    const kind = this.random();
    if (kind < 0.15) return JSON.stringify(value);
    if (kind < 0.85) return JSON.stringify(this.mutatedDeep(value, 1 + Math.floor(this.random() * 3)));
    if (kind < 0.9) return this.withDuplicateKeys(JSON.stringify(value));
    if (kind < 0.94) return this.polluted(JSON.stringify(value));
    return this.oddText();
  }

  /** Lines of an example, some of them changed, with line ends of all kinds. */
  private lines({ examples = {} }: Content): string {
    const given = this.pick(Object.values(examples).filter(({ value }) => typeof value === 'string'));
    return String(given.value)
      .split('\n')
      .map((line) => {
        if (this.chance(0.05)) return this.oddText();
        return this.chance(0.6) ? line : JSON.stringify(this.mutatedDeep(JSON.parse(line), 1));
      })
      .map((line) => line + this.pick(['\n', '\n', '\r\n', '\n\n', ' \n', '']))
      .join('');
  }

  private oddText(): string {
    const depth = 1 + Math.floor(this.random() * 5_000);
    return this.pick([
      '',
      '{',
      '[]',
      'null',
      '"text"',
      '1e999',
      '{"a":1e999}',
      '{"a":01}',
      "{'a':1}",
      '\ufeff{}',
      '{}{}',
      '{"a":"\\ud800"}',
      '['.repeat(depth) + ']'.repeat(depth),
      '{"a":'.repeat(depth) + '1' + '}'.repeat(depth),
      `{"layers":[${'{},'.repeat(depth)}{}]}`,
      `{"${'k'.repeat(depth)}":1}`,
      ' '.repeat(depth),
    ]);
  }

  private oddBytes(): Uint8Array {
    const bytes = Buffer.from(
      Array.from({ length: Math.floor(this.random() * 300) }, () => Math.floor(this.random() * 256)),
    );
    return this.pick([
      bytes,
      Buffer.from([0x08, 0x08, ...bytes]),
      Buffer.from('{"a":1}', 'utf16le'),
      Buffer.from([0xff, 0xfe, 0x7b, 0x7d]),
    ]);
  }

  private withDuplicateKeys(json: string): string {
    const key = /"(\w+)":/.exec(json)?.[1] ?? 'a';
    return json.replace('{', `{"${key}":${JSON.stringify(this.pick(ODD_VALUES))},`);
  }

  private polluted(json: string): string {
    const poison = this.pick([
      '"__proto__":{"admin":true}',
      '"constructor":{"prototype":{"admin":true}}',
      '"prototype":1',
      '"toString":1',
    ]);
    return json.replace('{', `{${poison}${json.startsWith('{}') ? '' : ','}`);
  }

  /** A value that a schema allows, more or less. */
  private value(schema: Schema, depth: number): unknown {
    if (schema.$ref !== undefined)
      return this.value(this.document.components.schemas[schema.$ref.split('/').at(-1)!]!, depth);
    const choices = schema.oneOf ?? schema.anyOf;
    if (choices !== undefined) return this.value(this.pick(choices), depth);
    if (schema.allOf !== undefined) return this.value(schema.allOf[0]!, depth);
    if (schema.nullable === true && this.chance(0.1)) return null;
    if (schema.enum !== undefined) return this.pick(schema.enum);
    if (schema.properties !== undefined) return this.object(schema, depth);
    if (schema.type === 'array') return this.list(schema, depth);
    if (schema.example !== undefined && this.chance(0.7)) return schema.example;
    const { minimum = -10, maximum = 1_000 } = schema;
    if (schema.type === 'integer')
      return Math.floor(minimum + this.random() * (Math.min(maximum, 1e4) - minimum));
    if (schema.type === 'number') return minimum + this.random() * (Math.min(maximum, 1e6) - minimum);
    if (schema.type === 'boolean') return this.chance(0.5);
    return schema.type === 'string' ? this.pick(['x', 'name', 'jetson-tx2', ...ODD_TEXTS]) : {};
  }

  private object({ properties = {}, required = [] }: Schema, depth: number): Record<string, unknown> {
    const names = Object.keys(properties).filter(
      (name) => required.includes(name) || (depth < 4 && this.chance(0.3)),
    );
    return Object.fromEntries(names.map((name) => [name, this.value(properties[name]!, depth + 1)]));
  }

  private list({ items = {}, minItems = 0 }: Schema, depth: number): unknown[] {
    const length = depth > 6 ? minItems : minItems + Math.floor(this.random() * 4);
    return Array.from({ length: Math.min(length, 20) }, () => this.value(items, depth + 1));
  }

  private mutatedDeep(value: unknown, times: number): unknown {
    const holder = { value };
    for (let time = 0; time < times; time++) {
      let parent = holder as unknown as Record<string, unknown>;
      let key = 'value';
      for (;;) {
        const child = parent[key];
        if (
          typeof child !== 'object' ||
          child === null ||
          Object.keys(child).length === 0 ||
          this.chance(0.2)
        )
          break;
        parent = child as Record<string, unknown>;
        key = this.pick(Object.keys(child));
      }
      if (this.chance(0.2)) Reflect.deleteProperty(parent, key);
      else if (this.chance(0.1)) parent[`${key}x`] = 1;
      else parent[key] = this.mutated(parent[key]);
    }
    return holder.value;
  }

  /** A copy: what is put in may be changed next, and must not be put into itself. */
  private mutated(value: unknown): unknown {
    return this.chance(0.3) ? value : structuredClone(this.pick(ODD_VALUES));
  }

  private pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.random() * items.length)]!;
  }

  private chance(share: number): boolean {
    return this.random() < share;
  }
}

/** As part of an address; half a surrogate pair has no encoding. */
const wellFormed = (value: string): string => encodeURIComponent(Buffer.from(value).toString());

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
