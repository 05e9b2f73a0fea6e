/**
 * Remembers what a function made of an immutable object for as long as the object lives. What derives from
 * a network or from the costs of a board is the same whenever it is asked for.
 */
export function remember<Key extends object, Value>(derive: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (key) => {
    const value = known.get(key);
    if (value !== undefined) return value;
    const derived = derive(key);
    known.set(key, derived);
    return derived;
  };
}

type Level = WeakMap<object, unknown>;

/** The same of several objects, for as long as all of them live; always as many. */
export function rememberAll<Keys extends readonly object[], Value>(
  derive: (...keys: Keys) => Value,
): (...keys: Keys) => Value {
  const first: Level = new WeakMap();
  return (...keys) => {
    let level = first;
    const last = keys.length - 1;
    for (let k = 0; k < last; k++) {
      let next = level.get(keys[k]!) as Level | undefined;
      if (next === undefined) {
        next = new WeakMap();
        level.set(keys[k]!, next);
      }
      level = next;
    }
    const known = level.get(keys[last]!) as Value | undefined;
    if (known !== undefined) return known;
    const derived = derive(...keys);
    level.set(keys[last]!, derived);
    return derived;
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
