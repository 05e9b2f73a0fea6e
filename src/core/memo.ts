/**
 * Remembers what a function made of an immutable object for as long as the object lives. What derives from
 * a network or from the costs of a board is the same whenever it is asked for.
 *
 * It stands on the object itself, where nothing that copies, writes or compares objects sees it: of a weak map, V8
 * collects what belongs to short-lived objects late, after it copied it twice. So one is made for the program, not for a
 * call.
 */
export function remember<Key extends object, Value>(derive: (key: Key) => Value): (key: Key) => Value {
  const known = Symbol('remembered');
  return (key) => {
    const value = (key as { readonly [known]?: Value })[known];
    if (value !== undefined) return value;
    const derived = derive(key);
    Object.defineProperty(key, known, { value: derived });
    return derived;
  };
}

type Level = WeakMap<object, unknown>;

/** In the place of null, which is no key of a weak map. */
const NOTHING = {};

/** The same of several objects, for as long as all of them live. It stands on the first, which lives the shortest. */
export function rememberAll<First extends object, Others extends readonly (object | null)[], Value>(
  derive: (first: First, ...others: Others) => Value,
): (first: First, ...others: Others) => Value {
  const levelOf = remember((_first: First): Level => new WeakMap());
  return (first, ...others) => {
    let level = levelOf(first);
    const last = others.length - 1;
    for (let k = 0; k < last; k++) {
      const key = others[k] ?? NOTHING;
      let next = level.get(key) as Level | undefined;
      if (next === undefined) {
        next = new WeakMap();
        level.set(key, next);
      }
      level = next;
    }
    const lastKey = others[last] ?? NOTHING;
    const known = level.get(lastKey) as Value | undefined;
    if (known !== undefined) return known;
    const derived = derive(first, ...others);
    level.set(lastKey, derived);
    return derived;
  };
}

/** The same for the keys that were asked for last, `most` of them, which it holds; `given` goes with the key. */
export function rememberRecent<Key, Given, Value>(
  most: number,
  derive: (key: Key, given: Given) => Value,
): (key: Key, given: Given) => Value {
  const recent = new Map<Key, Value>(); // the last one last
  let last: Key | undefined;
  return (key, given) => {
    const value = recent.get(key) ?? derive(key, given);
    if (key === last) return value;
    last = key;
    recent.delete(key);
    recent.set(key, value);
    if (recent.size > most) recent.delete(recent.keys().next().value!);
    return value;
  };
}

/** The same for keys of any kind, for as long as the function itself lives. */
export function onceEach<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}
