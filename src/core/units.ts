/**
 * Quantities in SI units. The core knows no other units; conversion happens only where requests,
 * responses and files are mapped.
 */
type Quantity<Unit extends string> = number & { readonly __unit: Unit };

export type Joules = Quantity<'J'>;
export type Seconds = Quantity<'s'>;
export type Watts = Quantity<'W'>;
export type Bytes = Quantity<'B'>;
export type BytesPerSecond = Quantity<'B/s'>;
export type BitsPerSecond = Quantity<'bit/s'>;
export type JoulesPerBit = Quantity<'J/bit'>;

export const joules = (value: number): Joules => value as Joules;
export const seconds = (value: number): Seconds => value as Seconds;
export const watts = (value: number): Watts => value as Watts;
export const bytes = (value: number): Bytes => value as Bytes;
export const bytesPerSecond = (value: number): BytesPerSecond => value as BytesPerSecond;
export const bitsPerSecond = (value: number): BitsPerSecond => value as BitsPerSecond;
export const joulesPerBit = (value: number): JoulesPerBit => value as JoulesPerBit;

/** E = P · t */
export const energyOver = (power: Watts, duration: Seconds): Joules => joules(power * duration);
