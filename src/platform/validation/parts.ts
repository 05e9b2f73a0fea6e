/** What stands in a field. */
export interface Part {
  /** The class of its objects; null for what is of none, such as a number or a list of texts. */
  readonly type: (new () => object) | null;
  /** Whether it is a list of them. */
  readonly isList: boolean;
  /** Whether the same object stands in an answer several times, or in many. */
  readonly isRepeated: boolean;
}

export const partOf = (type: Part['type'], { repeated = false }: { readonly repeated?: boolean }): Part => ({
  type,
  isList: false,
  isRepeated: repeated,
});

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
