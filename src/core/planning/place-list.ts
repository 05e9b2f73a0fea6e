import type { CutList } from '../network/cuts/index.js';
import type { Places } from './places.js';

/** Candidates that are found in any order, perhaps more than once. */
export class PlaceList {
  /** A number each that sorts as choice, first and second do one after the other. */
  private readonly keys: number[] = [];

  constructor(readonly cuts: CutList) {}

  add(choice: number, first: number, second: number): void {
    const { count } = this.cuts;
    this.keys.push((choice * count + first) * count + second);
  }

  /** In order, each once. */
  inOrder(): Places {
    const { count } = this.cuts;
    const keys = Float64Array.from(this.keys).sort();
    const distinct = keys.filter((key, k) => k === 0 || key !== keys[k - 1]);
    const choice = new Uint32Array(distinct.length);
    const first = new Uint32Array(distinct.length);
    const second = new Uint32Array(distinct.length);
    for (let k = 0; k < distinct.length; k++) {
      const pair = Math.floor(distinct[k]! / count);
      second[k] = distinct[k]! - pair * count;
      choice[k] = Math.floor(pair / count);
      first[k] = pair - choice[k]! * count;
    }
    return { choice, first, second };
  }
}
