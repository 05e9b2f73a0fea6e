import type { OperatorContext } from './context.js';
import type { OperatorRule, OperatorTable } from './rule.js';
import { tensor, type Inferred } from './value.js';

/** One loss a target, or their mean or sum. */
const lossOf = (context: OperatorContext): Inferred =>
  tensor(context.type(0), context.string('reduction', 'mean') === 'none' ? context.shape(1) : []);

const negativeLogLikelihood: OperatorRule = { infer: (context) => [lossOf(context)] };

/** The loss, and the log probabilities in the shape of the scores. */
const softmaxCrossEntropy: OperatorRule = {
  infer: (context) => [lossOf(context), tensor(context.type(0), context.shape(0))],
};

export const LOSS: OperatorTable = {
  NegativeLogLikelihoodLoss: negativeLogLikelihood,
  SoftmaxCrossEntropyLoss: softmaxCrossEntropy,
};
