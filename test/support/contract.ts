import { Ajv, type ValidateFunction } from 'ajv';
import type { ApiDocument, Operation, Schema } from './random-requests.js';

/** Faults of the transport, which any address can answer with, described or not. */
const OF_TRANSPORT = new Set([400, 404, 408, 413, 414, 415, 431]);

/** Every problem document. */
export const PROBLEM: Schema = { $ref: '#/components/schemas/ProblemDto' };

const JSON_TYPE = /^application\/(problem\+)?json\b/;

/** OpenAPI 3.0 says `nullable` where JSON Schema has a type, and keeps an exclusive bound in two fields. */
function toJsonSchema(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(toJsonSchema);
  const { nullable, discriminator: _d, example: _e, ...rest } = schema as Record<string, unknown>;
  const converted = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, toJsonSchema(value)]),
  );
  if (converted.exclusiveMinimum === true) {
    converted.exclusiveMinimum = converted.minimum;
    delete converted.minimum;
  }
  return nullable === true ? { anyOf: [converted, { type: 'null' }] } : converted;
}

/** Checks an answer against what is described for its operation and status. */
export class Contract {
  private readonly ajv = new Ajv({ strict: false, validateFormats: false });
  private readonly validators = new Map<Schema, ValidateFunction>();

  constructor(document: ApiDocument) {
    this.ajv.addSchema({ $id: 'api', components: toJsonSchema(document.components) });
  }

  /** Null where the answer is as described; a 5xx is at fault, described or not. */
  faultOf({ responses }: Operation, status: number, type: string, text: string): string | null {
    if (status >= 500) return `answered ${status}`;
    const described = responses[String(status)];
    if (described === undefined) {
      if (!OF_TRANSPORT.has(status)) return `answered ${status}, which is not described`;
      return this.mismatch(PROBLEM, text);
    }
    if (described.content === undefined) return text === '' ? null : `answered ${status} with a body`;
    const content = described.content[type.split(';')[0]!];
    if (content === undefined) return `answered ${status} as ${type}, which is not described`;
    const { schema } = content;
    if (schema === undefined) return null;
    if (JSON_TYPE.test(type)) return this.mismatch(schema, text);
    return type.startsWith('application/x-ndjson') ? this.mismatchOfLines(schema, text) : null;
  }

  private mismatchOfLines(schema: Schema, text: string): string | null {
    const lines = text.trimEnd().split('\n');
    return lines.map((line) => this.mismatch(schema, line)).find((fault) => fault !== null) ?? null;
  }

  /** What of a text does not match a schema; null where all does. */
  mismatch(schema: Schema, text: string): string | null {
    let validate = this.validators.get(schema);
    if (validate === undefined) {
      const absolute = JSON.parse(JSON.stringify(toJsonSchema(schema)).replaceAll('"#/', '"api#/')) as object;
      validate = this.ajv.compile(absolute);
      this.validators.set(schema, validate);
    }
    let answer: unknown;
    try {
      answer = JSON.parse(text);
    } catch {
      return `answered what is no JSON: ${text.slice(0, 200)}`;
    }
    return validate(answer) ? null : this.ajv.errorsText(validate.errors);
  }
}
