/** An object as JSON has them. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Deeper than any request; what lies beyond is left as it is, to be refused. */
const MAX_DEPTH = 20;

/** What `patch` makes of `target` (JSON Merge Patch, RFC 7396). Changes neither; what it leaves as it is, is the same object. */
export function mergePatch(target: unknown, patch: unknown, depth = 0): unknown {
  if (!isJsonObject(patch) || depth > MAX_DEPTH) return patch;
  if (!isJsonObject(target) && !holdsNull(patch, depth)) return patch;
  const merged = new Map(isJsonObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name), value, depth + 1));
  }
  return Object.fromEntries(merged);
}

/** Whether a patch takes something away. */
const holdsNull = (patch: JsonObject, depth: number): boolean =>
  Object.values(patch).some(
    (value) => value === null || (isJsonObject(value) && depth < MAX_DEPTH && holdsNull(value, depth + 1)),
  );
