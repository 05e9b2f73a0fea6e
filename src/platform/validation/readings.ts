/** In the place of a value that a field does not take. */
export const REFUSED = Symbol('refused');

/** What a field makes of a value: what an instance then holds, or `REFUSED`. */
export type Reading = (value: unknown) => unknown;

/** What the decorator of a field notes for the compiled reader of its class. */
export interface NotedField {
  readonly reading: Reading;
  readonly mayBeAbsent: boolean;
  readonly mayBeNull: boolean;
}

const noted = new WeakMap<object, Map<string, NotedField>>();

/** Notes how the field of a class is read. */
export const readAs =
  (field: NotedField): PropertyDecorator =>
  (prototype, name) => {
    const fields = noted.get(prototype) ?? new Map<string, NotedField>();
    noted.set(prototype, fields.set(String(name), field));
  };

/** The fields of a class and of those that it extends. */
export function notedFields(prototype: object): ReadonlyMap<string, NotedField> {
  const parent = Object.getPrototypeOf(prototype) as object | null;
  const inherited = parent === null ? [] : notedFields(parent);
  return new Map([...inherited, ...(noted.get(prototype) ?? [])]);
}

/** The value itself where it is what a field takes. */
export const where =
  (isTaken: (value: unknown) => boolean): Reading =>
  (value) =>
    isTaken(value) ? value : REFUSED;

/** A list of as many items as are allowed, each read by itself. */
export const listOf =
  (
    read: Reading,
    { minItems, maxItems }: { readonly minItems: number; readonly maxItems: number },
  ): Reading =>
  (value) => {
    if (!Array.isArray(value) || value.length < minItems || value.length > maxItems) return REFUSED;
    const items: unknown[] = [];
    for (const given of value as unknown[]) {
      const item = read(given);
      if (item === REFUSED) return REFUSED;
      items.push(item);
    }
    return items;
  };

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
