import { FIELD_NAMES, FIELDS, INITIAL, type ExplorerState } from './fields.js';

/**
 * The state as the fragment of an address: what differs from the page as it opens. A fragment is never sent to a
 * server, so that it stands in no log.
 */
export function toFragment(state: ExplorerState): string {
  const parameters = new URLSearchParams();
  for (const name of FIELD_NAMES) {
    const value = state[name];
    if (value !== INITIAL[name]) parameters.set(name, value === null ? '' : String(value));
  }
  return parameters.toString();
}

/** The state that a fragment says, with or without its #; names that are none are passed over. */
export function fromFragment(fragment: string): ExplorerState {
  const parameters = new URLSearchParams(fragment.replace(/^#/, ''));
  const said = FIELD_NAMES.flatMap((name) => {
    const written = parameters.get(name);
    return written === null ? [] : [[name, FIELDS[name].read(written)] as const];
  });
  return { ...INITIAL, ...Object.fromEntries(said) };
}
