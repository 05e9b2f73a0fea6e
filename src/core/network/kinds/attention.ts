import { CoreError } from '../../errors.js';
import { formatShape, safeProduct, type TensorType } from '../tensor.js';
import { checkIntegers } from './checks.js';
import { NO_WORK, type LayerRules } from './rules.js';

/**
 * softmax(Q · Kᵀ) · V in one operator, head by head, scores never written out. Inputs: queries, keys and
 * values, each [batch, tokens, heads · features] or [batch, heads, tokens, features], and then whatever else it
 * reads (mask, bias); or one input with all three side by side, [batch, tokens, 3 · heads · features].
 * Output: shaped as the queries, with the features of the values. Projections are connected layers.
 */
export interface Attention {
  readonly kind: 'attention';
  readonly heads: number;
  /** Heads of keys and values where queries share them; as many as `heads` where absent. */
  readonly keyHeads?: number;
}

/** MACs = batch · heads · queries · keys · (features of a key + features of a value). */
export const attention: LayerRules<Attention> = {
  inputCount: { least: 1 },
  outputs(operation, inputs) {
    const { batch, queries, valueFeatures } = dimensions(operation, inputs);
    const { heads } = operation;
    const shape =
      inputs[0]!.shape.length === 4
        ? [batch, heads, queries, valueFeatures]
        : [batch, queries, heads * valueFeatures];
    return [{ shape, dataType: inputs[0]!.dataType }];
  },
  work(operation, inputs) {
    const { batch, queries, keys, keyFeatures, valueFeatures } = dimensions(operation, inputs);
    const perScore = keyFeatures + valueFeatures;
    return { ...NO_WORK, macs: safeProduct([batch, operation.heads, queries, keys, perScore]) };
  },
  layerClass: () => 'connected',
  // Of its two products, the one with the values: the other one has as many columns as there are keys.
  kernels: (operation, inputs) => dimensions(operation, inputs).valueFeatures,
};

interface HeadShape {
  readonly batch: number;
  readonly tokens: number;
  /** Of one head. */
  readonly features: number;
}

function dimensions(operation: Attention, inputs: readonly TensorType[]) {
  const { heads } = operation;
  const keyHeads = operation.keyHeads ?? heads;
  checkIntegers('heads', [heads, keyHeads], 1);
  const [query, key, value] =
    inputs.length === 1
      ? packed(inputs[0]!, heads)
      : [heads, keyHeads, keyHeads].map((count, index) => headShape(inputs[index], count));
  const agrees =
    heads % keyHeads === 0 &&
    query!.features === key!.features &&
    key!.tokens === value!.tokens &&
    query!.batch === key!.batch &&
    query!.batch === value!.batch;
  if (!agrees) throw unalike(inputs, operation);
  return {
    batch: query!.batch,
    queries: query!.tokens,
    keys: key!.tokens,
    keyFeatures: key!.features,
    valueFeatures: value!.features,
  };
}

function packed(input: TensorType, heads: number): HeadShape[] {
  const all = headShape(input, 3 * heads);
  return [all, all, all];
}

function headShape(input: TensorType | undefined, heads: number): HeadShape {
  const shape = input?.shape ?? [];
  const [batch, second, third, fourth] = shape as [number, number, number, number];
  if (shape.length === 4 && second === heads) return { batch, tokens: third, features: fourth };
  if (shape.length === 3 && third % heads === 0) return { batch, tokens: second, features: third / heads };
  throw new CoreError(
    'shape-mismatch',
    `inputs: got ${input === undefined ? 'nothing' : formatShape(shape)}, ` +
      `expected [batch, tokens, a multiple of ${heads}] or [batch, ${heads}, tokens, features]`,
    { parameter: 'inputs' },
  );
}

const unalike = (inputs: readonly TensorType[], { heads, keyHeads }: Attention): CoreError =>
  new CoreError(
    'shape-mismatch',
    `inputs: got ${inputs.map(({ shape }) => formatShape(shape)).join(', ')} for ${heads} heads` +
      `${keyHeads === undefined ? '' : ` that share ${keyHeads}`}, expected queries, keys and values of one batch, ` +
      'as many features in keys as in queries, as many values as keys, and whole groups of heads',
    { parameter: 'inputs' },
  );
