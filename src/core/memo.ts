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

/** The same for keys of any kind, for as long as the function itself lives. */
export function onceEach<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}
