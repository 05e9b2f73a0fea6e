import type { OperatorRule, OperatorTable } from './rule.js';
import { tensor } from './value.js';

const determinant: OperatorRule = {
  infer: (context) => [tensor(context.type(0), context.shapeOfRank(0, 2).slice(0, -2))],
};

/** How many boxes survive is only known when the network runs. */
const nonMaxSuppression: OperatorRule = {
  infer: (context) =>
    context.fail('number of selected boxes: got one that depends on data, expected a constant'),
};

/** TfIdfVectorizer: one weight an n-gram, in place of the last dimension. */
const tfIdfVectorizer: OperatorRule = {
  infer: (context) => {
    const places =
      context.ints('ngram_indexes') ??
      context.fail("attribute 'ngram_indexes': got nothing, expected integers");
    const width = places.reduce((most, place) => Math.max(most, place + 1), 0);
    return [tensor('float32', [...context.shapeOfRank(0, 1).slice(0, -1), width])];
  },
};

export const ANALYSIS: OperatorTable = {
  Det: determinant,
  NonMaxSuppression: nonMaxSuppression,
  TfIdfVectorizer: tfIdfVectorizer,
};
