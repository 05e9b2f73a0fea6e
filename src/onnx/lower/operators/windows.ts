import type { Padding } from '../../../core/network/padding.js';
import type { Window } from '../../operators/windows.js';

/** The parameters of a sliding window in the terms of the core. */
export const slidingWindow = (window: Window) => ({
  kernelSize: window.kernel,
  strides: window.strides,
  dilations: window.dilations,
  padding: paddingOf(window),
});

export function paddingOf({ autoPad, pads, kernel }: Window): Padding {
  if (autoPad === 'SAME_UPPER') return 'same-upper';
  if (autoPad === 'SAME_LOWER') return 'same-lower';
  const rank = kernel.length;
  if (autoPad === 'VALID') return { begin: kernel.map(() => 0), end: kernel.map(() => 0) };
  return { begin: pads.slice(0, rank), end: pads.slice(rank) };
}
