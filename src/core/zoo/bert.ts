import type { Tensor } from '../network/tensor.js';
import { feedForward } from './blocks/transformer.js';
import { Blueprint } from './blueprint.js';
import { ADD, connectedEverywhere, LAYER_NORMALISATION } from './operations.js';
import { BATCH } from './parameters.js';
import { zooNetwork, type ZooNetwork } from './zoo-network.js';

const VOCABULARY = 30_522;
const POSITIONS = 512;
const TOKEN_TYPES = 2;

interface Size {
  readonly name: 'base' | 'large';
  readonly features: number;
  readonly heads: number;
  readonly layers: number;
}

const bert = (size: Size): ZooNetwork =>
  zooNetwork({
    id: `bert-${size.name}`,
    title: `BERT-${size.name} encoder (uncased)`,
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
      let x = embedded(net, words, types, size);
      for (let index = 0; index < size.layers; index++) x = layer(net, `layer${index}`, x, size);
      return net.build();
    },
  });

export const BERTS = [
  bert({ name: 'base', features: 768, heads: 12, layers: 12 }),
  bert({ name: 'large', features: 1024, heads: 16, layers: 24 }),
];

/** Sum of what word, position and token type stand for, normalised. */
function embedded(net: Blueprint, words: Tensor, types: Tensor, { features }: Size): Tensor {
  const table = { kind: 'embedding', features, dataType: 'float32' } as const;
  const word = net.add('embeddings.word', { ...table, entries: VOCABULARY }, words);
  const type = net.add('embeddings.type', { ...table, entries: TOKEN_TYPES }, types);
  const sum = net.add('embeddings.add', ADD, [word, type]);
  // The table of positions is as long as the longest sequence; this one reads its beginning.
  const positions = { ...ADD, weights: [[words.shape[1]!, features]] };
  const placed = net.add('embeddings.position', positions, sum, POSITIONS * features);
  return net.add('embeddings.norm', LAYER_NORMALISATION, placed);
}

/** Attention → addition → normalisation → feed-forward → addition → normalisation. */
function layer(net: Blueprint, name: string, input: Tensor, { features, heads }: Size): Tensor {
  const project = (what: string, from: Tensor) =>
    net.add(`${name}.${what}`, connectedEverywhere(features), from);
  const projections = ['query', 'key', 'value'].map((what) => project(what, input));
  const attended = net.add(`${name}.attention`, { kind: 'attention', heads }, projections);
  const first = net.add(`${name}.add1`, ADD, [project('project', attended), input]);
  const normalised = net.add(`${name}.norm1`, LAYER_NORMALISATION, first);
  const fed = feedForward(net, `${name}.mlp`, normalised, 4 * features);
  return net.add(`${name}.norm2`, LAYER_NORMALISATION, net.add(`${name}.add2`, ADD, [fed, normalised]));
}
