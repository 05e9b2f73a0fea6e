import {
  COST_TERM_NAMES,
  MAC_CLASSES,
  type ComparedStructure,
  type CostModel,
  type CostTermName,
  type FittedCost,
} from '../../core/index.js';

/** Why a calibration chose this model; null for a cost that was not fitted. */
export function reasonOf(cost: FittedCost | null): string | null {
  if (!cost?.statistics) return null;
  const { compared } = cost.statistics;
  const [least] = compared;
  const chosen = `${modelText(cost.model)} (${coefficientCount(cost.model)} coefficients)`;
  if (least === undefined) return `${chosen}.`;
  const field = `of the best of ${compared.length} combinations of families`;
  if (isSame(cost.model, least)) {
    return `${chosen}: the least cross-validated error, ${percent(least.error)}, ${field}.${runnerUp(compared)}`;
  }
  return (
    `${chosen}: the fewest coefficients within one standard error of the least cross-validated error ${field}, and ` +
    `no more than a tenth worse: ` +
    `${percent(least.error)} by ${structureText(least)} (${least.coefficientCount} coefficients).`
  );
}

const runnerUp = ([, next]: readonly ComparedStructure[]): string =>
  next === undefined
    ? ''
    : ` Next: ${structureText(next)} (${next.coefficientCount} coefficients), ${percent(next.error)}.`;

const termsOf = (model: CostModel): CostTermName[] =>
  COST_TERM_NAMES.filter((term) => (model[term] ?? 0) > 0);

const modelText = (model: CostModel): string =>
  structureText({
    families: {
      convolution: model.slopes.convolution?.family ?? null,
      depthwise: model.slopes.depthwise?.family ?? null,
      connected: model.slopes.connected?.family ?? null,
    },
    terms: termsOf(model),
  });

const structureText = ({ families, terms }: Pick<ComparedStructure, 'families' | 'terms'>): string =>
  [
    ...MAC_CLASSES.flatMap((layerClass) => {
      const family = families[layerClass];
      return family === null ? [] : [`${layerClass} ${family}`];
    }),
    ...terms,
  ].join(', ');

const coefficientCount = (model: CostModel): number =>
  MAC_CLASSES.reduce(
    (sum, layerClass) => sum + (model.slopes[layerClass]?.coefficients.length ?? 0),
    termsOf(model).length,
  );

/** A term that was fitted as zero is in the structure and not seen in the model. */
const isSame = ({ slopes, ...terms }: CostModel, structure: ComparedStructure): boolean =>
  MAC_CLASSES.every(
    (layerClass) => (slopes[layerClass]?.family ?? null) === structure.families[layerClass],
  ) && termsOf({ slopes, ...terms }).every((term) => structure.terms.includes(term));

const percent = (error: number): string => `${(100 * error).toPrecision(2)} %`;
