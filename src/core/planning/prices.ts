/** A price that may not be known, as a number. */
export const known = (price: number | null): number => price ?? NaN;

/** Energies of a board that are not known. */
export const NOT_KNOWN = { inside: null, outside: null, perInference: NaN } as const;

/** Nothing costs nothing, even where its price is not known. */
export const costOf = (price: number, amount: number): number => (amount === 0 ? 0 : price * amount);

/** s on the air, of bytes at a rate in bit/s. */
export const airTime = (rate: number, size: number): number => (8 * size) / rate;

/** Of two latencies, which are always known: `Math.max`, which looks for NaN and zeros with a sign, takes ten times as long. */
export const longer = (a: number, b: number): number => (a > b ? a : b);
