import { normalAxis, type OperatorContext } from './context.js';
import type { OperatorRule, OperatorTable } from './rule.js';
import { tensor } from './value.js';

/** DFT: the axis is an attribute (default 1) before opset 20 and input 2 (default -2) from then on. */
const dft: OperatorRule = {
  infer: (context) => {
    const shape = context.shapeOfRank(0, 2);
    const axis = normalAxis(context, transformAxis(context), shape.length);
    const length = context.optionalConstant(1)?.[0] ?? shape[axis]!;
    const bins = context.int('onesided', 0) === 1 ? Math.floor(length / 2) + 1 : length;
    return [tensor(context.type(0), shape.with(axis, bins).with(-1, 2))];
  },
};

const transformAxis = (context: OperatorContext): number =>
  context.opset < 20 ? context.int('axis', 1) : (context.optionalConstant(2)?.[0] ?? -2);

/** STFT of batch x length x 1: batch x frames x bins x 2. */
const stft: OperatorRule = {
  infer: (context) => {
    const [batch, length] = context.shapeOfRank(0, 2);
    const step = context.scalar(1);
    const frame = context.optionalConstant(3)?.[0] ?? context.shapeOfRank(2, 1)[0]!;
    const frames = Math.floor((length! - frame) / step) + 1;
    const bins = context.int('onesided', 1) === 1 ? Math.floor(frame / 2) + 1 : frame;
    return [tensor(context.type(0), [batch!, frames, bins, 2])];
  },
};

export const SIGNAL: OperatorTable = { DFT: dft, STFT: stft };
