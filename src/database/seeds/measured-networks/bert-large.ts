import { LayerTableBuilder, type LayerTable } from './layer-table.js';

const LAYERS = 24;
const HIDDEN = 1024;
const HEADS = 16;
const FEED_FORWARD = 4096;
const TOKENS = 384;

/**
 * BERT-large for question answering with 384 tokens, as MLPerf Inference runs it (`bert-99`): the encoder and the
 * two outputs a token. Devlin et al., *BERT*, NAACL 2019. Embeddings are looked up and have no MACs.
 */
export function bertLarge(): LayerTable {
  const table = new LayerTableBuilder();
  const head = HIDDEN / HEADS;
  for (let layer = 0; layer < LAYERS; layer++) {
    for (const name of ['query', 'key', 'value']) {
      table.connected(`${layer}/${name}`, { rows: TOKENS, inputs: HIDDEN, features: HIDDEN });
    }
    table.product(`${layer}/scores`, { count: HEADS, rows: TOKENS, inner: head, columns: TOKENS });
    table.product(`${layer}/context`, { count: HEADS, rows: TOKENS, inner: TOKENS, columns: head });
    table.connected(`${layer}/attention-output`, { rows: TOKENS, inputs: HIDDEN, features: HIDDEN });
    table.connected(`${layer}/intermediate`, { rows: TOKENS, inputs: HIDDEN, features: FEED_FORWARD });
    table.connected(`${layer}/output`, { rows: TOKENS, inputs: FEED_FORWARD, features: HIDDEN });
  }
  table.connected('answer', { rows: TOKENS, inputs: HIDDEN, features: 2 });
  return table.layers;
}
