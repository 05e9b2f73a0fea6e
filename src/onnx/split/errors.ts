import { MAX_MESSAGE_LENGTH } from '../limits.js';

/** Every way in which a model cannot be divided as asked. */
export const SPLIT_ERROR_CODES = [
  /** Tensors that no cut sends, or layers on one side that need some of the other. */
  'invalid-boundary',
  /** A tensor that is to be quantised has no range. */
  'missing-range',
  /** The file holds the cut in a form that cannot be written apart. */
  'unsplittable',
] as const;

export type SplitErrorCode = (typeof SPLIT_ERROR_CODES)[number];

/** A model that cannot be divided as asked. The message says what was got and what was expected. */
export class SplitError extends Error {
  constructor(
    readonly code: SplitErrorCode,
    message: string,
  ) {
    super(message.slice(0, MAX_MESSAGE_LENGTH));
    this.name = 'SplitError';
  }
}
