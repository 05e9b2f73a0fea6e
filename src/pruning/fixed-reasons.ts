import type { FixedReason } from '../core/index.js';

export type FixedCode = FixedReason['code'];

/** Why kernels cannot go, in words. */
const WORDS: Readonly<Record<FixedCode, (at: string) => string>> = {
  'network-input': (at) => `They are added to or lined up with an input of the network ('${at}').`,
  'network-result': (at) => `They are a result of the network ('${at}').`,
  constant: (at) => `They meet a constant of '${at}', which does not change with them.`,
  'connected-features': (at) => `They are tied to the features of the connected layer '${at}', which stay.`,
  'computed-weights': (at) => `The weights of '${at}' are computed from other tensors.`,
  'shared-weights': (at) => `The weights of '${at}' are shared with another layer or counted apart.`,
  broadcast: (at) => `'${at}' stretches them over the channels of another tensor.`,
  'not-followed': (at) => `'${at}' may move or mix them in a way that is not followed.`,
};
export const FIXED_CODES = Object.keys(WORDS) as readonly FixedCode[];

export const inWords = ({ code, at }: FixedReason): string => WORDS[code](at);
