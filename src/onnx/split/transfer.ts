import type { DataType } from '../../core/network/data-type.js';
import { sentType, type TransferPrecisionName } from '../../core/planning/transfer.js';
import { elementTypeCode } from '../element-type.js';
import type { UniqueNames } from '../lower/names.js';
import type { OnnxFile } from '../model.js';
import type { NodeProto, TensorProto } from '../proto/onnx_pb.js';
import { SplitError } from './errors.js';
import { intAttribute, newNode, storedTensor } from './messages.js';

/** Smallest and largest value of a tensor, as calibration found them. */
export type Range = readonly [minimum: number, maximum: number];

/** What tensors that cross are sent as. */
export interface Transfer {
  readonly precision: TransferPrecisionName;
  /** By tensor, for int8. */
  readonly ranges: ReadonlyMap<string, Range>;
}

/** How int8 stands for a number: (integer - zeroPoint) · scale. */
export interface Quantisation {
  readonly scale: number;
  readonly zeroPoint: number;
}

/** How a tensor is converted before and after it crosses. */
export interface Conversion {
  /** Name of what crosses. */
  readonly sentAs: string;
  readonly dataType: DataType;
  readonly quantisation: Quantisation | undefined;
  /** Nodes behind those that make it. */
  readonly before: readonly NodeProto[];
  /** Nodes in front of those that take it. */
  readonly after: readonly NodeProto[];
  /** What both need. */
  readonly initializers: readonly TensorProto[];
}

/** Versions of the default operator set from which on Cast takes a number and QuantizeLinear is there. */
const CAST_OPSET = 6;
const QUANTIZE_OPSET = 10;

/**
 * The conversion of a tensor that crosses; null where it is sent as it is. Throws `SplitError`: `missing-range`, or
 * `unsplittable` where the operator set of the file has no such operators.
 */
export function conversionOf(
  tensor: { readonly name: string; readonly dataType: DataType },
  { precision, ranges }: Transfer,
  file: OnnxFile,
  names: UniqueNames,
): Conversion | null {
  const { name, dataType: own } = tensor;
  const dataType = sentType({ dataType: own, shape: [] }, precision);
  if (dataType === own) return null;
  requireOpset(file, dataType === 'int8' ? QUANTIZE_OPSET : CAST_OPSET, dataType);
  const sentAs = names.claim(`${name}.${dataType}`);
  if (dataType !== 'int8') {
    return {
      sentAs,
      dataType,
      quantisation: undefined,
      before: [cast(name, sentAs, dataType)],
      after: [cast(sentAs, name, own)],
      initializers: [],
    };
  }
  const range = ranges.get(name);
  if (range === undefined) {
    throw new SplitError(
      'missing-range',
      `tensor '${name}': got no range of its values, expected [minimum, maximum] for int8`,
    );
  }
  return quantised({ name, own, sentAs }, quantisationOf(range), names);
}

/**
 * Asymmetric int8 of a tensor as a whole: the range, widened to hold 0, on -128 to 127. A value inside it is off by at
 * most half a step, scale / 2. The scale is a float32, as it is in the file.
 */
export function quantisationOf([minimum, maximum]: Range): Quantisation {
  const low = Math.min(minimum, 0);
  const high = Math.max(maximum, 0);
  const scale = Math.fround((high - low) / 255) || 1;
  return { scale, zeroPoint: Math.min(127, Math.max(-128, Math.round(-128 - low / scale))) };
}

function quantised(
  { name, own, sentAs }: { readonly name: string; readonly own: DataType; readonly sentAs: string },
  quantisation: Quantisation,
  names: UniqueNames,
): Conversion {
  const scale = names.claim(`${name}.scale`);
  const zeroPoint = names.claim(`${name}.zero_point`);
  // The operators take float32; other types are converted on the way.
  const isFloat32 = own === 'float32';
  const wide = isFloat32 ? name : names.claim(`${name}.float32`);
  return {
    sentAs,
    dataType: 'int8',
    quantisation,
    before: [
      ...(isFloat32 ? [] : [cast(name, wide, 'float32')]),
      newNode('QuantizeLinear', [wide, scale, zeroPoint], sentAs),
    ],
    after: [
      newNode('DequantizeLinear', [sentAs, scale, zeroPoint], wide),
      ...(isFloat32 ? [] : [cast(wide, name, own)]),
    ],
    initializers: [
      storedTensor(scale, { shape: [], dataType: 'float32' }, [quantisation.scale]),
      storedTensor(zeroPoint, { shape: [], dataType: 'int8' }, [quantisation.zeroPoint]),
    ],
  };
}

const cast = (from: string, to: string, dataType: DataType): NodeProto =>
  newNode('Cast', [from], to, [intAttribute('to', elementTypeCode(dataType))]);

function requireOpset({ opsets }: OnnxFile, minimum: number, dataType: DataType): void {
  const version = opsets.get('') ?? 0;
  if (version >= minimum) return;
  throw new SplitError(
    'unsplittable',
    `transfer precision ${dataType}: got a model of operator set ${version}, expected at least ${minimum}`,
  );
}
