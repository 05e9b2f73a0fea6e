import type { Tensor } from '../network/tensor.js';
import { feedForward } from './blocks/transformer.js';
import { Blueprint } from './blueprint.js';
import { ADD, connectedEverywhere, LAYER_NORMALISATION } from './operations.js';
import { BATCH } from './parameters.js';
import { zooNetwork } from './zoo-network.js';

const VOCABULARY = 30_522;
const POSITIONS = 512;
const TOKEN_TYPES = 2;
const FEATURES = 768;
const HEADS = 12;
const LAYERS = 12;

export const bertBase = zooNetwork({
  id: 'bert-base',
  title: 'BERT-base encoder (uncased)',
  reference:
    'Devlin et al., BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding, NAACL 2019; without pooler',
  parameters: {
    batch: BATCH,
    tokens: {
      type: 'integer',
      description: 'Tokens of a sequence',
      default: 128,
      minimum: 1,
      maximum: POSITIONS,
    },
  },
  design({ batch, tokens }, id) {
    const input = (name: string): Tensor => ({ name, shape: [batch, tokens], dataType: 'int64' });
    const [words, types] = [input('token-ids'), input('token-types')];
    const net = new Blueprint(id, [words, types]);
    let x = embedded(net, words, types);
    for (let index = 0; index < LAYERS; index++) x = layer(net, `layer${index}`, x);
    return net.build();
  },
});

/** Sum of what word, position and token type stand for, normalised. */
function embedded(net: Blueprint, words: Tensor, types: Tensor): Tensor {
  const table = { kind: 'embedding', features: FEATURES, dataType: 'float32' } as const;
  const word = net.add('embeddings.word', { ...table, entries: VOCABULARY }, words);
  const type = net.add('embeddings.type', { ...table, entries: TOKEN_TYPES }, types);
  const sum = net.add('embeddings.add', ADD, [word, type]);
  // The table of positions is as long as the longest sequence; this one reads its beginning.
  const positions = { ...ADD, weights: [[words.shape[1]!, FEATURES]] };
  const placed = net.add('embeddings.position', positions, sum, POSITIONS * FEATURES);
  return net.add('embeddings.norm', LAYER_NORMALISATION, placed);
}

/** Attention → addition → normalisation → feed-forward → addition → normalisation. */
function layer(net: Blueprint, name: string, input: Tensor): Tensor {
  const project = (what: string, from: Tensor) =>
    net.add(`${name}.${what}`, connectedEverywhere(FEATURES), from);
  const heads = ['query', 'key', 'value'].map((what) => project(what, input));
  const attended = net.add(`${name}.attention`, { kind: 'attention', heads: HEADS }, heads);
  const first = net.add(`${name}.add1`, ADD, [project('project', attended), input]);
  const normalised = net.add(`${name}.norm1`, LAYER_NORMALISATION, first);
  const fed = feedForward(net, `${name}.mlp`, normalised, 4 * FEATURES);
  return net.add(`${name}.norm2`, LAYER_NORMALISATION, net.add(`${name}.add2`, ADD, [fed, normalised]));
}
