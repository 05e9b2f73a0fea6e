/** What candidates take; one entry a candidate in every array. Energies that are not known are NaN. */
export interface Figures {
  readonly latency: Float64Array;
  readonly deviceEnergy: Float64Array;
  readonly edgeEnergy: Float64Array;
  readonly cloudEnergy: Float64Array;
  /** Of all tiers. */
  readonly systemEnergy: Float64Array;
  /** Time between two results when frames are pipelined: that of the slowest stage. */
  readonly period: Float64Array;
  /** Over all links, up and down. */
  readonly bytes: Float64Array;
}

/** In one piece of memory, which is found faster than seven. */
export const emptyFigures = (count: number): Figures => figuresIn(new ArrayBuffer(7 * 8 * count));

/** Of figures that were made by `emptyFigures`. */
export const copyOf = ({ latency }: Figures): Figures => figuresIn((latency.buffer as ArrayBuffer).slice(0));

function figuresIn(memory: ArrayBuffer): Figures {
  const count = memory.byteLength / (7 * 8);
  const array = (index: number): Float64Array => new Float64Array(memory, index * 8 * count, count);
  return {
    latency: array(0),
    deviceEnergy: array(1),
    edgeEnergy: array(2),
    cloudEnergy: array(3),
    systemEnergy: array(4),
    period: array(5),
    bytes: array(6),
  };
}
