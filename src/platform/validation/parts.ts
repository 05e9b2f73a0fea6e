/** An object, or a list of objects, in a field. */
export interface Part {
  /** Their class; null for what is of none, such as a list of texts. */
  readonly type: (new () => object) | null;
  readonly isList: boolean;
  /** Whether the same object stands in many answers. */
  readonly isShared: boolean;
}

const noted = new WeakMap<object, Map<string, Part>>();

/** Notes what stands in the field of a class. */
export const holds =
  (part: Part): PropertyDecorator =>
  (prototype, name) => {
    const parts = noted.get(prototype) ?? new Map<string, Part>();
    noted.set(prototype, parts.set(String(name), part));
  };

/** What stands in the fields of a class and of those that it extends. */
export function partsOf(prototype: object): ReadonlyMap<string, Part> {
  const parent = Object.getPrototypeOf(prototype) as object | null;
  const inherited = parent === null ? [] : partsOf(parent);
  return new Map([...inherited, ...(noted.get(prototype) ?? [])]);
}
