import {
  executedWorks,
  type CalibrationRequest,
  type CoefficientSetIdentity,
  type CostedWork,
  type Network,
} from '../../../core/index.js';

/** Sets whose families and terms are chosen together: modes and precisions of one board. */
export interface SeedFit {
  readonly name: string;
  readonly requests: readonly CalibrationRequest[];
}

/** The works of networks, each built once. */
export function worksByNetwork(
  build: (name: string) => Network,
  execution: Pick<CoefficientSetIdentity, 'precision' | 'fusesActivations'>,
): (name: string) => readonly CostedWork[] {
  const known = new Map<string, readonly CostedWork[]>();
  return (name) => {
    const works = known.get(name) ?? executedWorks(build(name), execution);
    known.set(name, works);
    return works;
  };
}
