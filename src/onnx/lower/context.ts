import type { TensorType } from '../../core/network/tensor.js';
import type { InferredGraph, InferredNode } from '../inference/result.js';
import { OperatorContext } from '../operators/context.js';
import type { DataFlow } from './data-flow.js';

/** What a lowering sees of its node: everything that its shape rule saw, the outputs, and who reads them. */
export class LoweringContext extends OperatorContext {
  /** Places of the outputs that a layer or the outside reads; of the first one where nothing reads any. */
  readonly readOutputs: readonly number[];

  constructor(
    readonly source: InferredNode,
    private readonly graph: InferredGraph,
    private readonly flow: DataFlow,
  ) {
    const inputs = source.inputs.map((name) => {
      const value = name === '' ? undefined : graph.values.get(name);
      return value && { dataType: value.type.dataType, shape: value.type.shape, constant: value.constant };
    });
    super(source, source.opset, inputs);
    this.readOutputs = readPlaces(source.outputs, flow.read);
  }

  /** True for an input that is only known when the network runs. */
  isDynamic(place: number): boolean {
    const name = this.source.inputs[place];
    return name !== undefined && name !== '' && !this.flow.statics.has(name);
  }

  /** True for an input that is a constant of the network. */
  isStatic(place: number): boolean {
    return this.has(place) && !this.isDynamic(place);
  }

  /** The dynamic ones among these inputs, in order; among all where absent. */
  dynamic(places: readonly number[] = this.source.inputs.map((_, place) => place)): number[] {
    return places.filter((place) => this.isDynamic(place));
  }

  /** Type of an output that the node has. */
  output(place: number): TensorType {
    return this.outputType(place) ?? this.fail(`output ${place}: got nothing, expected a tensor`);
  }

  /** Type of an output, or undefined where the node leaves it out. */
  outputType(place: number): TensorType | undefined {
    return this.graph.values.get(this.source.outputs[place] ?? '')?.type;
  }
}

function readPlaces(outputs: readonly string[], read: ReadonlySet<string>): number[] {
  const places: number[] = [];
  for (let place = 0; place < outputs.length; place++) if (read.has(outputs[place]!)) places.push(place);
  return places.length > 0 ? places : [Math.max(outputs.findIndex(Boolean), 0)];
}
