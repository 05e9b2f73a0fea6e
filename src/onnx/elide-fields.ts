/** Which fields of which messages of `onnx.proto` the elision treats in a special way; all others are copied. */

export type MessageKind =
  | 'model'
  | 'graph'
  | 'function'
  | 'node'
  | 'attribute'
  | 'tensor'
  | 'sparseTensor'
  | 'valueInfo'
  | 'type'
  | 'tensorType'
  | 'shape'
  | 'leaf';

/** Descend into a message of that kind, leave the field out, or treat it as the payload of a tensor. */
export type FieldAction = { readonly descend: MessageKind } | 'drop' | 'payload';

const descend = (kind: MessageKind): FieldAction => ({ descend: kind });

/**
 * Documentation, training information, recorded intermediate shapes and annotations are left out: nothing reads
 * them. Messages without tensors are descended into only so that their number is counted against the limits.
 */
export const FIELD_ACTIONS: Readonly<Record<MessageKind, Readonly<Record<number, FieldAction>>>> = {
  model: {
    6: 'drop',
    7: descend('graph'),
    8: descend('leaf'),
    14: 'drop',
    20: 'drop',
    25: descend('function'),
    26: 'drop',
  },
  graph: {
    1: descend('node'),
    5: descend('tensor'),
    10: 'drop',
    11: descend('valueInfo'),
    12: descend('valueInfo'),
    13: 'drop',
    14: 'drop',
    15: descend('sparseTensor'),
    16: 'drop',
  },
  function: {
    7: descend('node'),
    8: 'drop',
    9: descend('leaf'),
    11: descend('attribute'),
    12: 'drop',
    14: 'drop',
  },
  node: { 5: descend('attribute'), 6: 'drop', 9: 'drop', 10: 'drop' },
  attribute: {
    5: descend('tensor'),
    6: descend('graph'),
    10: descend('tensor'),
    11: descend('graph'),
    13: 'drop',
    14: 'drop',
    15: 'drop',
    22: descend('sparseTensor'),
    23: descend('sparseTensor'),
  },
  tensor: {
    3: 'drop',
    4: 'payload',
    5: 'payload',
    6: 'payload',
    7: 'payload',
    9: 'payload',
    10: 'payload',
    11: 'payload',
    12: 'drop',
    13: descend('leaf'),
    16: 'drop',
  },
  sparseTensor: { 1: descend('tensor'), 2: descend('tensor') },
  valueInfo: { 2: descend('type'), 3: 'drop', 4: 'drop' },
  type: { 1: descend('tensorType') },
  tensorType: { 2: descend('shape') },
  shape: { 1: descend('leaf') },
  leaf: {},
};

export const TENSOR_DATA_TYPE_FIELD = 2;
/** `TensorProto.segment`: left out of the copy as read, written as the number of the elided payload. */
export const TENSOR_SEGMENT_FIELD = 3;
