import type { OperatorContext } from './context.js';
import { formatShape, type Shape } from '../../core/network/tensor.js';
import type { OperatorRule, OperatorTable } from './rule.js';
import { tensor } from './value.js';
import { imageOf, slideOver, windowOf } from './windows.js';

/** Spatial sizes behind a pooling window. */
function pooled(context: OperatorContext, spatial: Shape): number[] {
  const kernel =
    context.ints('kernel_shape') ?? context.fail("attribute 'kernel_shape': got nothing, expected integers");
  return slideOver(
    context,
    spatial,
    windowOf(context, spatial.length, kernel),
    context.int('ceil_mode', 0) === 1,
  );
}

/** Pooling of N x C x spatial; MaxPool may also give the int64 place of each maximum. */
const pool: OperatorRule = {
  infer: (context) => {
    const { batch, channels, spatial } = imageOf(context);
    const shape = [batch, channels, ...pooled(context, spatial)];
    return [tensor(context.type(0), shape), tensor('int64', shape)];
  },
};

/** Pooling of N x spatial x C. */
const channelsLastPool: OperatorRule = {
  infer: (context) => {
    const shape = context.shapeOfRank(0, 2);
    return [tensor(context.type(0), [shape[0]!, ...pooled(context, shape.slice(1, -1)), shape.at(-1)!])];
  },
};

const isChannelsLast = (context: OperatorContext): boolean => context.int('channels_last', 0) === 1;

const quantisedPool: OperatorRule = {
  infer: (context) => (isChannelsLast(context) ? channelsLastPool : pool).infer(context),
};

const globalPool: OperatorRule = {
  infer: (context) => {
    const { batch, channels, spatial } = imageOf(context);
    return [tensor(context.type(0), [batch, channels, ...spatial.map(() => 1)])];
  },
};

const quantisedGlobalPool: OperatorRule = {
  infer: (context) => {
    if (!isChannelsLast(context)) return globalPool.infer(context);
    const shape = context.shapeOfRank(0, 2);
    return [
      tensor(
        context.type(0),
        shape.map((dim, i) => (i === 0 || i === shape.length - 1 ? dim : 1)),
      ),
    ];
  },
};

/** MaxUnpool: the inverse size of MaxPool, or a given output shape. */
const maxUnpool: OperatorRule = {
  infer: (context) => {
    const given = context.optionalConstant(2);
    if (given) return [tensor(context.type(0), given)];
    const { batch, channels, spatial } = imageOf(context);
    const window = windowOf(context, spatial.length, []);
    const size = spatial.map(
      (dim, i) =>
        (dim - 1) * window.strides[i]! +
        window.kernel[i]! -
        window.pads[i]! -
        window.pads[spatial.length + i]!,
    );
    return [tensor(context.type(0), [batch, channels, ...size])];
  },
};

/** MaxRoiPool and RoiAlign: one C x height x width a region. */
const roiPool: OperatorRule = {
  infer: (context) => {
    const [regions] = context.shapeOfRank(1, 1);
    const { channels } = imageOf(context);
    const size = context.ints('pooled_shape') ?? [
      context.int('output_height', 1),
      context.int('output_width', 1),
    ];
    if (size.length !== 2) context.fail(`pooled_shape: got ${formatShape(size)}, expected two sizes`);
    return [tensor(context.type(0), [regions!, channels, ...size])];
  },
};

/** Operators that combine the elements under a window. */
export const POOLING: OperatorTable = {
  MaxPool: pool,
  AveragePool: pool,
  LpPool: pool,
  GlobalAveragePool: globalPool,
  GlobalMaxPool: globalPool,
  GlobalLpPool: globalPool,
  MaxUnpool: maxUnpool,
  MaxRoiPool: roiPool,
  RoiAlign: roiPool,
};

export const MICROSOFT_POOLING: OperatorTable = {
  NhwcMaxPool: channelsLastPool,
  QLinearAveragePool: quantisedPool,
  QLinearGlobalAveragePool: quantisedGlobalPool,
};
