/**
 * Values that are noted of objects, for as long as each object lives.
 *
 * They stand on the objects themselves, where nothing that copies, writes or compares objects sees them: in a weak map that
 * lives for long, V8 collects what belongs to short-lived objects late, after it copied it twice. So they are made for the
 * program, not for a call.
 */
export class Notes<Key extends object, Value> {
  private readonly place = Symbol('note');

  get(key: Key): Value | undefined {
    return (key as Readonly<Record<symbol, Value>>)[this.place];
  }

  set(key: Key, value: Value): void {
    Object.defineProperty(key, this.place, { value, writable: true });
  }
}

/**
 * Remembers what a function made of an immutable object for as long as the object lives. What derives from
 * a network or from the costs of a board is the same whenever it is asked for; what is `given` goes with the key.
 */
export function remember<Key extends object, Given extends unknown[], Value>(
  derive: (key: Key, ...given: Given) => Value,
): (key: Key, ...given: Given) => Value {
  const known = new Notes<Key, Value>();
  return (key, ...given) => {
    const value = known.get(key);
    if (value !== undefined) return value;
    const derived = derive(key, ...given);
    known.set(key, derived);
    return derived;
  };
}

type Level = WeakMap<object, unknown>;

/** In the place of null, which is no key of a weak map. */
const NOTHING = {};

/** Numbers objects in the order in which they first came as one of several. */
let seen = 0;
const arrivalOf = remember((_key: object): number => ++seen);

/**
 * The same of several objects, for as long as all of them live. It stands on the one that was seen last, which is likely
 * to live the shortest: on one that lives for long, V8's young collections would take for alive what belongs to all that
 * came by.
 */
export function rememberAll<Keys extends readonly (object | null)[], Value>(
  derive: (...keys: Keys) => Value,
): (...keys: Keys) => Value {
  const levelsAt: ((key: object) => Level)[] = []; // by the place of the key that they stand on
  return (...keys) => {
    const latest = latestOf(keys);
    levelsAt[latest] ??= remember((_key: object): Level => new WeakMap());
    let level = levelsAt[latest](keys[latest]!);
    const end = latest === keys.length - 1 ? latest - 1 : keys.length - 1;
    for (let k = 0; k < end; k++) {
      if (k === latest) continue;
      const key = keys[k] ?? NOTHING;
      let next = level.get(key) as Level | undefined;
      if (next === undefined) {
        next = new WeakMap();
        level.set(key, next);
      }
      level = next;
    }
    const lastKey = keys[end] ?? NOTHING;
    const known = level.get(lastKey) as Value | undefined;
    if (known !== undefined) return known;
    const derived = derive(...keys);
    level.set(lastKey, derived);
    return derived;
  };
}

/** Where the object stands that was seen last; not all are null. */
function latestOf(keys: readonly (object | null)[]): number {
  let [latest, arrival] = [0, 0];
  for (let k = 0; k < keys.length; k++) {
    const key = keys[k] ?? null;
    const own = key === null ? 0 : arrivalOf(key);
    if (own > arrival) [latest, arrival] = [k, own];
  }
  return latest;
}

/** The same for the keys that were asked for last, `most` of them, which it holds; `given` goes with the key. */
export function rememberRecent<Key, Given extends unknown[], Value>(
  most: number,
  derive: (key: Key, ...given: Given) => Value,
): (key: Key, ...given: Given) => Value {
  const recent = new Map<Key, Value>(); // the last one last
  let last: Key | undefined;
  return (key, ...given) => {
    const value = recent.get(key) ?? derive(key, ...given);
    if (key === last) return value;
    last = key;
    recent.delete(key);
    recent.set(key, value);
    if (recent.size > most) recent.delete(recent.keys().next().value!);
    return value;
  };
}

/** The same for keys of any kind, for as long as the function itself lives; what is `given` goes with the key. */
export function onceEach<Key, Given extends unknown[], Value>(
  make: (key: Key, ...given: Given) => Value,
): (key: Key, ...given: Given) => Value {
  const made = new Map<Key, Value>();
  return (key, ...given) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key, ...given);
    made.set(key, value);
    return value;
  };
}
