import { padsByAxis } from '../../operators/repeat.js';
import { sliceParameters } from '../../operators/select.js';
import type { Lowering, LoweringTable } from '../lowering.js';

const slice: Lowering = (context) => {
  const { starts, ends, axes, steps } = sliceParameters(context);
  const stepping = steps.every((step) => step === 1) ? {} : { steps };
  return { operation: { kind: 'slice', axes, starts, ends, ...stepping } };
};

const pad: Lowering = (context) => {
  const [begin, end] = padsByAxis(context, context.shape(0));
  return { operation: { kind: 'pad', begin, end } };
};

/** Rows of a constant table are an embedding; other slices are gathered by known or computed indices. */
const gather: Lowering = (context) => {
  const axis = context.int('axis', 0);
  const data = context.shape(0);
  if (context.isDynamic(0)) {
    const known = context.isStatic(1) ? { indices: context.shape(1) } : {};
    return { operation: { kind: 'gather', axis, ...known }, inputs: context.dynamic([0, 1]) };
  }
  if (data.length !== 2 || (axis !== 0 && axis !== -2)) return undefined;
  const [entries, features] = data as [number, number];
  return {
    operation: { kind: 'embedding', entries, features, dataType: context.type(0) },
    inputs: [1],
  };
};

const resize: Lowering = (context) => ({
  operation: { kind: 'resize', to: { shape: context.output(0).shape } },
});

const expand: Lowering = (context) => ({ operation: { kind: 'expand', shape: context.output(0).shape } });

/** Operators that take elements out of a tensor, or repeat them. */
export const SELECT: LoweringTable = {
  Slice: slice,
  Pad: pad,
  Gather: gather,
  Resize: resize,
  Upsample: resize,
  Expand: expand,
  Tile: expand,
};
