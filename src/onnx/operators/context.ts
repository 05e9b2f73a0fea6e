import type { DataType } from '../../core/network/data-type.js';
import { formatShape, type Shape } from '../../core/network/tensor.js';
import type { OnnxAttribute, OnnxNode, OnnxTensor } from '../model.js';
import { NodeProblem, type Inferred } from './value.js';

type AttributeKind = OnnxAttribute['kind'];
type ValueOf<K extends AttributeKind> = Extract<OnnxAttribute, { kind: K }>['value'];

/** As much of a node as rules read. */
export type OperatorNode = Pick<OnnxNode, 'operator' | 'domain' | 'inputs' | 'outputs' | 'attributes'>;

/** What a rule sees of its node: resolved inputs, typed attributes and the version of its operator set. */
export class OperatorContext {
  constructor(
    readonly node: OperatorNode,
    readonly opset: number,
    readonly inputs: readonly (Inferred | undefined)[],
  ) {}

  get outputCount(): number {
    return this.node.outputs.length;
  }

  fail(message: string): never {
    throw new NodeProblem(message);
  }

  has(index: number): boolean {
    return this.inputs[index] !== undefined;
  }

  /** A required input. */
  input(index: number): Inferred {
    return this.inputs[index] ?? this.fail(`input ${index}: got nothing, expected a tensor`);
  }

  shape(index: number): Shape {
    return this.input(index).shape;
  }

  type(index: number): DataType {
    return this.input(index).dataType;
  }

  /** The shape of an input that must have at least `rank` dimensions. */
  shapeOfRank(index: number, rank: number): Shape {
    const shape = this.shape(index);
    if (shape.length < rank)
      this.fail(`rank of input ${index}: got ${formatShape(shape)}, expected at least ${rank} dimensions`);
    return shape;
  }

  /** Elements of an input on which the output shape depends. */
  constant(index: number): readonly number[] {
    const input = this.input(index);
    return (
      input.constant ??
      this.fail(
        `value of input ${index} '${this.node.inputs[index] ?? ''}': got one that depends on data or is not in the file, expected a constant`,
      )
    );
  }

  optionalConstant(index: number): readonly number[] | undefined {
    return this.has(index) ? this.constant(index) : undefined;
  }

  scalar(index: number): number {
    const elements = this.constant(index);
    const [value] = elements;
    if (value === undefined || elements.length > 1)
      this.fail(`value of input ${index}: got ${elements.length} elements, expected one`);
    return value;
  }

  int(name: string, otherwise: number): number {
    return this.attribute(name, 'int') ?? otherwise;
  }

  requiredInt(name: string): number {
    return this.attribute(name, 'int') ?? this.fail(`attribute '${name}': got nothing, expected an integer`);
  }

  ints(name: string): readonly number[] | undefined {
    return this.attribute(name, 'ints');
  }

  float(name: string, otherwise: number): number {
    return this.attribute(name, 'float') ?? otherwise;
  }

  floats(name: string): readonly number[] | undefined {
    return this.attribute(name, 'floats');
  }

  string(name: string, otherwise: string): string {
    return this.attribute(name, 'string') ?? otherwise;
  }

  tensor(name: string): OnnxTensor | undefined {
    return this.attribute(name, 'tensor');
  }

  private attribute<K extends AttributeKind>(name: string, kind: K): ValueOf<K> | undefined {
    const attribute = this.node.attributes.get(name);
    if (!attribute) return undefined;
    if (attribute.kind !== kind) this.fail(`attribute '${name}': got ${attribute.kind}, expected ${kind}`);
    return attribute.value as ValueOf<K> | undefined;
  }
}

/** An axis counted from the end when negative, as an index below `rank`. */
export function normalAxis(context: OperatorContext, axis: number, rank: number): number {
  const index = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(index) || index < 0 || index >= rank) {
    context.fail(`axis: got ${axis}, expected one of a tensor with ${rank} dimensions`);
  }
  return index;
}

/** Axes as distinct indices below `rank`, in the order given. */
export function normalAxes(context: OperatorContext, axes: readonly number[], rank: number): number[] {
  const indices = axes.map((axis) => normalAxis(context, axis, rank));
  if (new Set(indices).size !== indices.length)
    context.fail(`axes: got [${axes.join(', ')}], expected each once`);
  return indices;
}
