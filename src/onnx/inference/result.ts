import type { Tensor, TensorType } from '../../core/network/tensor.js';
import type { DataType } from '../../core/network/data-type.js';
import type { OnnxAttribute, OnnxNode, OnnxTensor } from '../model.js';

/** A tensor of the graph: an input, an initializer or the output of a node. */
export interface InferredValue {
  readonly type: TensorType;
  /** Row-major elements where they follow from shapes and small constants; exact, bounded in number. */
  readonly constant: readonly number[] | undefined;
  /** True where no graph input contributes to the elements: weights, and what is computed from them alone. */
  readonly isConstant: boolean;
  /** The stored tensor behind an initializer. */
  readonly initializer: OnnxTensor | undefined;
}

/** Weights that a node reads. A value used by several nodes is listed at each of them. */
export interface WeightUse {
  readonly value: string;
  readonly elements: number;
  readonly dataType: DataType;
  readonly isInitializer: boolean;
  /** True where another node reads the same value. */
  readonly isShared: boolean;
}

export interface InferredNode {
  /** The node of the file's graph that it is, or that was expanded into it. */
  readonly root: OnnxNode;
  /** The node's name, or its first output where it has none; behind the caller's name in an expanded function. */
  readonly name: string;
  readonly operator: string;
  /** The default domain is the empty string. */
  readonly domain: string;
  /** Version of the operator set of that domain. */
  readonly opset: number;
  /** Value names; an empty name is an absent optional input or output. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, OnnxAttribute>;
  /** Values that the bodies of Loop and Scan take from around the node. */
  readonly captured: readonly string[];
  /** Multiply-accumulates of one inference: those of all iterations for Loop and Scan, none of a constant node. */
  readonly macs: number;
  readonly weights: readonly WeightUse[];
  /** Sum over `weights`. */
  readonly weightElements: number;
  /** True where no graph input contributes: runtimes compute such nodes once, when they load the network. */
  readonly isConstant: boolean;
}

/** A network whose every tensor is known. Functions and decided conditionals are expanded. */
export interface InferredGraph {
  readonly name: string;
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  readonly values: ReadonlyMap<string, InferredValue>;
  /** In topological order; nodes that depend on nothing of each other keep the order of the file. */
  readonly nodes: readonly InferredNode[];
  /** Sum over `nodes`. */
  readonly macs: number;
}
