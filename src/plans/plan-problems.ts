import { NETWORK_PROBLEMS } from '../networks/index.js';

/** What can be wrong with a network between two boards. */
export const PLAN_PROBLEMS = [
  'malformed-request',
  'invalid-request',
  'body-too-large',
  'unsupported-media-type',
  'unknown-board',
  'unknown-network',
  'unknown-link',
  'no-coefficient-set',
  'ambiguous-coefficient-set',
  'unmeasured-layers',
  'cyclic-blocks',
  'invalid-exit',
  'planning-too-large',
  ...NETWORK_PROBLEMS,
] as const;
