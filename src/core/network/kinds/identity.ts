import { movesNoData, noWork, ONE_INPUT, type LayerRules } from './rules.js';

export interface Identity {
  readonly kind: 'identity';
}

/** Does nothing when a trained network runs. */
export interface Dropout {
  readonly kind: 'dropout';
}

export const identity: LayerRules<Identity> = {
  inputCount: ONE_INPUT,
  outputs: (_operation, inputs) => inputs,
  work: noWork,
  layerClass: movesNoData,
};

export const dropout: LayerRules<Dropout> = {
  inputCount: ONE_INPUT,
  outputs: (_operation, inputs) => inputs,
  work: noWork,
  layerClass: movesNoData,
};
