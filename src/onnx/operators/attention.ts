import type { DataType } from '../../core/network/data-type.js';
import { formatShape, type Shape } from '../../core/network/tensor.js';
import type { OperatorContext } from './context.js';
import { productOf } from './indexing.js';
import type { OperatorRule, OperatorTable } from './rule.js';
import { tensor } from './value.js';

/** Sizes of scaled dot-product attention; `keys` counts past and present ones. */
interface AttentionSizes {
  readonly batch: number;
  readonly heads: number;
  readonly keyHeads: number;
  readonly queries: number;
  readonly keys: number;
  readonly keyWidth: number;
  readonly valueWidth: number;
}

/** Scores take queries x keys x keyWidth products a head, the weighted sum queries x keys x valueWidth. */
const attentionMacs = ({ batch, heads, queries, keys, keyWidth, valueWidth }: AttentionSizes): number =>
  batch * heads * queries * keys * (keyWidth + valueWidth);

/** Batch, heads, sequence and width of N x heads x S x D, or of N x S x (heads * D). */
function perHead(context: OperatorContext, index: number, heads: number): [number, number, number, number] {
  const shape = context.shape(index);
  if (shape.length === 4) return [shape[0]!, shape[1]!, shape[2]!, shape[3]!];
  if (shape.length !== 3 || heads < 1 || shape[2]! % heads !== 0) {
    context.fail(
      `input ${index}: got ${formatShape(shape)} for ${heads} heads, expected N x S x (heads * D) or N x heads x S x D`,
    );
  }
  return [shape[0]!, heads, shape[1]!, shape[2]! / heads];
}

const pastLength = (context: OperatorContext, index: number): number =>
  context.has(index) ? context.shapeOfRank(index, 4)[2]! : 0;

/** Attention of opset 23: https://onnx.ai/onnx/operators/onnx__Attention.html */
const attention: OperatorRule = {
  infer: (context) => {
    const { batch, heads, keyHeads, queries, keys, keyWidth, valueWidth } = attentionSizes(context);
    const type = context.type(0);
    const isFlat = context.shape(0).length === 3;
    return [
      tensor(type, isFlat ? [batch, queries, heads * valueWidth] : [batch, heads, queries, valueWidth]),
      tensor(context.type(1), [batch, keyHeads, keys, keyWidth]),
      tensor(context.type(2), [batch, keyHeads, keys, valueWidth]),
      tensor(type, [batch, heads, queries, keys]),
    ];
  },
  macs: (context) => attentionMacs(attentionSizes(context)),
};

function attentionSizes(context: OperatorContext): AttentionSizes {
  const keyHeadCount = context.int('kv_num_heads', 0);
  const [batch, heads, queries, keyWidth] = perHead(context, 0, context.int('q_num_heads', 0));
  const [, keyHeads, present] = perHead(context, 1, keyHeadCount);
  const valueWidth = perHead(context, 2, keyHeadCount)[3];
  return { batch, heads, keyHeads, queries, keys: present + pastLength(context, 4), keyWidth, valueWidth };
}

/**
 * Attention and QAttention of com.microsoft: input N x S x D is first multiplied with weights D x (q + k + v).
 * https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md
 */
function projectedAttention(
  pastInput: number,
  outputType: (context: OperatorContext) => DataType,
): OperatorRule {
  return {
    infer: (context) => {
      const { batch, heads, queries, keys, keyWidth, valueWidth } = projectedSizes(context, pastInput);
      const type = outputType(context);
      return [
        tensor(type, [batch, queries, heads * valueWidth]),
        tensor(type, [2, batch, heads, keys, keyWidth]),
      ];
    },
    macs: (context) => {
      const [batch, queries] = context.shape(0);
      return (
        batch! * queries! * productOf(context.shape(1)) + attentionMacs(projectedSizes(context, pastInput))
      );
    },
    int32Weights: pastInput !== 4,
  };
}

function projectedSizes(context: OperatorContext, pastInput: number): AttentionSizes {
  const [batch, queries, width] = context.shapeOfRank(0, 3) as [number, number, number];
  const weights = context.shapeOfRank(1, 2);
  if (weights[0] !== width) context.fail(`weights: got ${formatShape(weights)}, expected ${width} rows`);
  const heads = context.requiredInt('num_heads');
  const hidden = context.ints('qkv_hidden_sizes') ?? [weights[1]! / 3, weights[1]! / 3, weights[1]! / 3];
  const past = context.has(pastInput) ? context.shapeOfRank(pastInput, 5)[3]! : 0;
  return {
    ...{ batch, heads, keyHeads: heads, queries, keys: queries + past },
    keyWidth: hidden[1]! / heads,
    valueWidth: hidden[2]! / heads,
  };
}

/** MultiHeadAttention of com.microsoft: projections were made before; key and value may be packed with the query. */
const multiHeadAttention: OperatorRule = {
  infer: (context) => {
    const { batch, heads, queries, keys, keyWidth, valueWidth } = multiHeadSizes(context);
    const type = context.type(0);
    return [
      tensor(type, [batch, queries, heads * valueWidth]),
      tensor(type, [batch, heads, keys, keyWidth]),
      tensor(type, [batch, heads, keys, valueWidth]),
    ];
  },
  macs: (context) => attentionMacs(multiHeadSizes(context)),
};

function multiHeadSizes(context: OperatorContext): AttentionSizes {
  const heads = context.requiredInt('num_heads');
  const query = context.shapeOfRank(0, 3);
  const [batch, queries] = query as [number, number];
  // N x S x heads x 3 x D holds query, key and value.
  const keyWidth = query.length === 5 ? query[4]! : query[2]! / heads;
  const { present, valueWidth } = keysAndValues(context, { heads, queries, keyWidth });
  return {
    batch,
    heads,
    keyHeads: heads,
    queries,
    keys: present + pastLength(context, 6),
    keyWidth,
    valueWidth,
  };
}

function keysAndValues(
  context: OperatorContext,
  { heads, queries, keyWidth }: { heads: number; queries: number; keyWidth: number },
): { present: number; valueWidth: number } {
  if (!context.has(1)) return { present: queries, valueWidth: keyWidth };
  const key: Shape = context.shapeOfRank(1, 3);
  const present = key.length === 4 ? key[2]! : key[1]!;
  if (!context.has(2)) return { present, valueWidth: keyWidth };
  const value = context.shapeOfRank(2, 3);
  return { present, valueWidth: value.length === 4 ? value[3]! : value[2]! / heads };
}

/** GroupQueryAttention of com.microsoft: fewer key heads than query heads; the key count is an input. */
const groupQueryAttention: OperatorRule = {
  infer: (context) => {
    const { batch, heads, keyHeads, queries, keys, keyWidth } = groupSizes(context);
    const present = tensor(context.type(0), [
      batch,
      keyHeads,
      Math.max(keys, pastLength(context, 3)),
      keyWidth,
    ]);
    return [tensor(context.type(0), [batch, queries, heads * keyWidth]), present, present];
  },
  macs: (context) => attentionMacs(groupSizes(context)),
};

function groupSizes(context: OperatorContext): AttentionSizes {
  const [heads, keyHeads] = [context.requiredInt('num_heads'), context.requiredInt('kv_num_heads')];
  const [batch, queries, width] = context.shapeOfRank(0, 3) as [number, number, number];
  // Without key and value the query holds all three.
  const keyWidth = context.has(1) ? width / heads : width / (heads + 2 * keyHeads);
  return { batch, heads, keyHeads, queries, keys: context.scalar(6), keyWidth, valueWidth: keyWidth };
}

export const ATTENTION: OperatorTable = { Attention: attention };

export const MICROSOFT_ATTENTION: OperatorTable = {
  Attention: projectedAttention(4, (context) => context.type(0)),
  QAttention: projectedAttention(8, (context) => context.type(3)),
  MultiHeadAttention: multiHeadAttention,
  GroupQueryAttention: groupQueryAttention,
};
