import { bytesPerElement, type CostedWork, type MacClass, type Precision } from '../../../core/index.js';

/** A layer of a published network, in elements, so that it serves any precision. */
export interface MeasuredLayer {
  readonly name: string;
  readonly layerClass: MacClass;
  readonly macs: number;
  readonly kernels: number;
  /** Read and written. */
  readonly activationElements: number;
  readonly weightElements: number;
}

/** Layers with MACs; runtimes fold normalisations, activations and additions into them. */
export type LayerTable = readonly MeasuredLayer[];

export const worksOf = (table: LayerTable, precision: Precision): CostedWork[] =>
  table.map(({ layerClass, macs, kernels, activationElements, weightElements }) => ({
    layerClass,
    macs,
    kernels,
    activationBytes: activationElements * bytesPerElement(precision),
    weightBytes: weightElements * bytesPerElement(precision),
  }));

export const totalMacs = (table: LayerTable): number => table.reduce((sum, { macs }) => sum + macs, 0);

/** A square feature map. */
export interface FeatureMap {
  readonly channels: number;
  readonly size: number;
}

export interface SquareConvolution {
  readonly kernels: number;
  readonly kernelSize: number;
  readonly stride?: number;
  /** Without: the input size divided by the stride, rounded up, as padding to the same size gives. */
  readonly outputSize?: number;
}

/** Appends layers one by one; each method returns the feature map that its layer makes. */
export class LayerTableBuilder {
  readonly layers: MeasuredLayer[] = [];

  convolution(name: string, input: FeatureMap, convolution: SquareConvolution): FeatureMap {
    return this.sliding(name, input, convolution, 'convolution');
  }

  /** One 3×3 kernel a channel. */
  depthwise(name: string, input: FeatureMap, stride = 1): FeatureMap {
    return this.sliding(name, input, { kernels: input.channels, kernelSize: 3, stride }, 'depthwise');
  }

  /** `rows` vectors of `inputs` to `features`. */
  connected(
    name: string,
    { rows = 1, inputs, features }: { rows?: number; inputs: number; features: number },
  ): void {
    this.layers.push({
      name,
      layerClass: 'connected',
      macs: rows * inputs * features,
      kernels: features,
      activationElements: rows * (inputs + features),
      weightElements: inputs * features,
    });
  }

  /** `count` products [rows × inner] · [inner × columns] of two activations. */
  product(
    name: string,
    { count, rows, inner, columns }: { count: number; rows: number; inner: number; columns: number },
  ): void {
    this.layers.push({
      name,
      layerClass: 'connected',
      macs: count * rows * inner * columns,
      kernels: columns,
      activationElements: count * (rows * inner + inner * columns + rows * columns),
      weightElements: 0,
    });
  }

  private sliding(
    name: string,
    input: FeatureMap,
    { kernels, kernelSize, stride = 1, outputSize }: SquareConvolution,
    layerClass: 'convolution' | 'depthwise',
  ): FeatureMap {
    const size = outputSize ?? Math.ceil(input.size / stride);
    const weightsPerKernel = kernelSize ** 2 * (layerClass === 'depthwise' ? 1 : input.channels);
    this.layers.push({
      name,
      layerClass,
      macs: size ** 2 * kernels * weightsPerKernel,
      kernels,
      activationElements: input.size ** 2 * input.channels + size ** 2 * kernels,
      weightElements: kernels * weightsPerKernel,
    });
    return { channels: kernels, size };
  }
}
