/** How sure a figure is: what it undercuts in 5, 50 and 95 of 100 cases, in its own unit. */
export interface Interval {
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
}
