import type { Sweep, SweptPlan } from '../../core/index.js';
import { toDivision } from '../division.mapper.js';
import type { DivisionDto } from '../plan-answer.dto.js';

interface Chosen {
  readonly batch: number;
  readonly plan: SweptPlan;
  readonly division: DivisionDto;
}

/** The candidates that are chosen somewhere, each once. */
export class ChosenDivisions {
  private readonly places = new Map<string, number>();
  private readonly found: Chosen[] = [];
  /** The place that was added last: neighbouring points mostly choose the same. */
  private last = -1;

  /** Its place among those that were added. */
  add(sweep: Sweep, plan: SweptPlan, batch = 0): number {
    const last = this.found[this.last];
    if (last?.batch === batch && isSame(last.plan, plan)) return this.last;
    const key = [batch, plan.choice, plan.first, plan.second].join();
    this.last = this.places.get(key) ?? this.found.push(chosenOf(sweep, plan, batch)) - 1;
    this.places.set(key, this.last);
    return this.last;
  }

  /** By batch, then in the order of candidates; `positions` says where each place has gone. */
  inOrder(): { divisions: DivisionDto[]; positions: number[] } {
    const order = this.found.map((chosen, place) => ({ chosen, place }));
    order.sort((a, b) => compare(a.chosen, b.chosen));
    const positions = new Array<number>(order.length);
    order.forEach(({ place }, position) => (positions[place] = position));
    return { divisions: order.map(({ chosen }) => chosen.division), positions };
  }
}

const chosenOf = (sweep: Sweep, plan: SweptPlan, batch: number): Chosen => ({
  batch,
  plan,
  division: toDivision(sweep, sweep.divisionOf(plan)),
});

const isSame = (a: SweptPlan, b: SweptPlan): boolean =>
  a.first === b.first && a.second === b.second && a.choice === b.choice;

const compare = (a: Chosen, b: Chosen): number =>
  a.batch - b.batch ||
  a.plan.choice - b.plan.choice ||
  a.plan.first - b.plan.first ||
  a.plan.second - b.plan.second;
