import type { Lowering, LoweringTable } from '../lowering.js';

/** `places` are those of the parts, all inputs where absent; parts that are constants become weights. */
function concat(isPart: (place: number) => boolean = () => true): Lowering {
  return (context) => {
    const places = context.node.inputs.map((_, place) => place).filter(isPart);
    const axis = context.opset < 4 && context.node.domain === '' ? 1 : 0;
    const weights = places.filter((place) => context.isStatic(place)).map((place) => context.shape(place));
    return {
      operation: {
        ...{ kind: 'concat', axis: context.int('axis', axis) },
        ...(weights.length > 0 ? { weights } : {}),
      },
      inputs: context.dynamic(places),
    };
  };
}

/** Parts that the node leaves out have no size in the file: the layer is then described by what it makes. */
const split: Lowering = (context) => {
  const axis = context.int('axis', 0);
  const sizes = context.node.outputs.map((_, place) => context.output(place).shape.at(axis)!);
  return { operation: { kind: 'split', axis, sizes }, outputs: sizes.map((_, place) => place) };
};

export const JOIN_SPLIT: LoweringTable = { Concat: concat(), Split: split };

/** QLinearConcat: scale and zero point of the output, then tensor, scale and zero point of each part. */
export const MICROSOFT_JOIN: LoweringTable = {
  QLinearConcat: concat((place) => place >= 2 && (place - 2) % 3 === 0),
};
