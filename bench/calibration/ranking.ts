import { kendallTau, type Measurement } from '../../src/core/index.js';
import { fitted, modelled, shuffled, type Cost } from './held-out.js';

const macsOf = ({ works }: Measurement): number => works.reduce((sum, { macs }) => sum + macs, 0);

/** Kendall's tau-b with what was measured, of one seeded draw. */
export interface RankAgreement {
  /** Of the costs that a set fitted on the drawn networks predicts for the others. */
  readonly model: number;
  /** Of the MACs of the same networks. */
  readonly macs: number;
}

/** Ranks the networks that each seeded draw leaves, by a set fitted on those that it takes. */
export function rankAgreement(
  measurements: readonly Measurement[],
  cost: Cost,
  { trained, draws }: { readonly trained: number; readonly draws: number },
): RankAgreement[] {
  return Array.from({ length: draws }, (_, draw) => {
    const order = shuffled(measurements, draw + 1);
    const set = fitted(order.slice(0, trained));
    const others = order.slice(trained);
    const measured = others.map((network) => network[cost]!);
    return {
      model: kendallTau(
        others.map((network) => modelled(set[cost]!.model, network)),
        measured,
      )!,
      macs: kendallTau(others.map(macsOf), measured)!,
    };
  });
}
