/** Every way in which a problem put to the core can be meaningless. The shell maps each to an HTTP status. */
export const CORE_ERROR_CODES = [
  'empty-network',
  'duplicate-layer-name',
  'duplicate-tensor-name',
  'undefined-tensor',
  'cycle',
  'wrong-tensor-count',
  'wrong-rank',
  'shape-mismatch',
  'unknown-shape',
  'invalid-parameter',
  'size-overflow',
  'unknown-zoo-network',
  'degenerate-network',
  'no-measurements',
  'invalid-measurement',
  'mixed-boundaries',
  'too-few-networks',
  'rank-deficient-measurements',
  'inconsistent-measurements',
  'cyclic-blocks',
  'invalid-cut',
  'unlisted-cut',
  'invalid-exit',
  'invalid-edge-load',
  'planning-too-large',
  'pruning-too-large',
] as const;

export type CoreErrorCode = (typeof CORE_ERROR_CODES)[number];

/** Where in the network or among the measurements the fault lies; absent parts mean all of it. */
export interface CoreErrorLocation {
  readonly layerIndex?: number;
  readonly layerName?: string;
  readonly measurementIndex?: number;
  /** The parameter of the layer (or the field of the network) at fault. */
  readonly parameter?: string;
}

/** A well-formed problem that has no meaning. The message says what was got and what was expected. */
export class CoreError extends Error {
  constructor(
    readonly code: CoreErrorCode,
    message: string,
    readonly location: CoreErrorLocation = {},
  ) {
    super(message);
    this.name = 'CoreError';
  }
}
