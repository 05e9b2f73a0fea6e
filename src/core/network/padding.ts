/** Elements added around each spatial dimension. */
export interface ExplicitPadding {
  readonly begin: readonly number[];
  readonly end: readonly number[];
}

/**
 * Padding that makes the output ceil(size / stride) long; where its total is odd, the extra element is
 * at the end (upper) or at the beginning (lower). As ONNX `auto_pad`.
 */
export const AUTOMATIC_PADDINGS = ['same-upper', 'same-lower'] as const;
export type AutomaticPadding = (typeof AUTOMATIC_PADDINGS)[number];

export type Padding = ExplicitPadding | AutomaticPadding;
