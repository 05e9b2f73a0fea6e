import { OnnxError, type OnnxProblem } from '../errors.js';
import {
  MAX_EXPANSION_DEPTH,
  MAX_FOLDED_TOTAL,
  MAX_MESSAGE_LENGTH,
  MAX_PROBLEMS,
  MAX_WORK,
} from '../limits.js';
import {
  functionKey,
  type OnnxAttribute,
  type OnnxFile,
  type OnnxFunction,
  type OnnxGraph,
  type OnnxNode,
} from '../model.js';
import { ruleOf } from '../operators/index.js';
import { countOf, isFoldable, NodeProblem, tensor, type Inferred } from '../operators/value.js';
import { applyRule } from './apply-rule.js';
import { capturedNames, withCallerAttributes } from './attributes.js';
import { inferLoop, inferScan, type BodyRun } from './repetition.js';
import type { InferredValue } from './result.js';
import { Scope, ValueStore } from './scope.js';
import { labelOf, topologicalOrder } from './topological-order.js';
import { mergeWeights, weightsOf } from './weights.js';

/** A node under the names of the store: expanded, with its attributes filled in. */
interface ResolvedNode {
  readonly node: OnnxNode;
  readonly label: string;
  readonly opset: number;
  readonly store: ValueStore;
  readonly scope: Scope;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Values that sub-graphs take from around the node. */
  readonly captured: readonly string[];
  /** True where none of the inputs and captured values depends on an input of the graph. */
  readonly isConstant: boolean;
}

const IDENTITY = {
  operator: 'Identity',
  domain: '',
  overload: '',
  attributes: new Map<string, OnnxAttribute>(),
};

/**
 * Follows shapes, types and small values through a graph node by node. Functions and conditionals are expanded
 * into the store; bodies of loops are run beside it.
 */
export class GraphInference {
  readonly problems: OnnxProblem[] = [];
  problemCount = 0;
  /** The node of the file's graph under inference. */
  private root: OnnxNode | undefined;
  private work = 0;
  private foldedElements = 0;

  constructor(private readonly functions: OnnxFile['functions']) {}

  /** Infers all nodes of a graph or function body into the store. Throws `invalid-graph`. */
  inferNodes(nodes: readonly OnnxNode[], scope: Scope, store: ValueStore): void {
    for (const node of topologicalOrder(nodes, scope)) {
      if (scope.depth === 0) this.root = node;
      this.inferNode(node, scope, store);
    }
  }

  /** Makes the initializers of a graph values of the store. */
  addInitializers(graph: OnnxGraph, scope: Scope, store: ValueStore): void {
    this.spend(graph.initializers.size);
    for (const stored of graph.initializers.values()) {
      const name = scope.prefix === '' ? stored.name : this.expandedName(scope.prefix + stored.name, store);
      scope.bind(stored.name, name);
      const { dataType, shape } = stored;
      if (!dataType) {
        store.failed.add(name);
        this.report(
          'unsupported',
          name,
          'initializer',
          `element type: got ${stored.typeName}, expected a numeric tensor type`,
        );
        continue;
      }
      const constant = isFoldable(shape) ? stored.values : undefined;
      store.values.set(name, { type: { dataType, shape }, constant, isConstant: true, initializer: stored });
    }
  }

  private inferNode(written: OnnxNode, scope: Scope, store: ValueStore): void {
    const resolved = this.resolve(written, scope, store);
    const { node, label, inputs, outputs } = resolved;
    this.spend(2 + inputs.length + outputs.length + resolved.captured.length);
    if (this.dependsOnFailed(resolved)) {
      for (const output of outputs) if (output !== '') store.failed.add(output);
      return;
    }
    try {
      const callee = this.functions.get(functionKey(node.domain, node.operator, node.overload));
      if (callee) this.expandFunction(callee, resolved);
      else if (node.domain === '' && node.operator === 'If') this.expandConditional(resolved);
      else if (node.domain === '' && node.operator === 'Loop')
        this.repeat(resolved, (run) => inferLoop(node, this.operands(store, inputs), run));
      else if (node.domain === '' && node.operator === 'Scan')
        this.repeat(resolved, (run) => inferScan(node, resolved.opset, this.operands(store, inputs), run));
      else this.inferOperator(resolved);
    } catch (error) {
      if (!(error instanceof NodeProblem)) throw error;
      this.report('inference', label, node.operator, error.message);
      for (const output of outputs) if (output !== '') store.failed.add(output);
    }
  }

  private resolve(written: OnnxNode, scope: Scope, store: ValueStore): ResolvedNode {
    const node = scope.callerAttributes ? withCallerAttributes(written, scope.callerAttributes) : written;
    const inputs = node.inputs.map((name) => (name === '' ? '' : scope.resolve(name)!));
    const outputs = node.outputs.map((name) => {
      if (name === '') return '';
      return scope.define(name, () =>
        scope.prefix === '' ? name : this.expandedName(scope.prefix + name, store),
      );
    });
    const captured = capturedNames(node).map((name) => scope.resolve(name)!);
    const contributing = captured.length > 0 ? [...inputs, ...captured] : inputs;
    return {
      node,
      scope,
      store,
      inputs,
      outputs,
      captured,
      label: scope.prefix + labelOf(node),
      opset: scope.opsets.get(node.domain) ?? 0,
      isConstant: contributing.every((name) => name === '' || (store.get(name)?.isConstant ?? true)),
    };
  }

  private dependsOnFailed({ store, inputs, captured }: ResolvedNode): boolean {
    return inputs.some((name) => store.hasFailed(name)) || captured.some((name) => store.hasFailed(name));
  }

  private operands(store: ValueStore, names: readonly string[]): (Inferred | undefined)[] {
    return names.map((name) => {
      const value = name === '' ? undefined : store.get(name);
      return value && { dataType: value.type.dataType, shape: value.type.shape, constant: value.constant };
    });
  }

  private inferOperator(resolved: ResolvedNode): void {
    const { node, label, opset, store, inputs } = resolved;
    const rule = ruleOf(node.domain, node.operator);
    if (!rule) {
      const name = node.domain === '' ? node.operator : `${node.domain}.${node.operator}`;
      this.report(
        'unsupported',
        label,
        node.operator,
        `operator: got ${name}, expected one with a shape rule`,
      );
      for (const output of resolved.outputs) if (output !== '') store.failed.add(output);
      return;
    }
    if (opset === 0 && node.domain === '')
      throw new NodeProblem('opset of ai.onnx: got no import, expected one');
    const { outputs, macs } = applyRule(rule, node, opset, this.affordable(this.operands(store, inputs)));
    const weights = resolved.isConstant
      ? []
      : weightsOf(inputs, (name) => store.get(name), rule.int32Weights ?? false);
    this.addNode(resolved, { outputs, macs, weights });
  }

  private addNode(resolved: ResolvedNode, { outputs, macs, weights }: BodyRun): void {
    const { node, label, opset, store, inputs, isConstant } = resolved;
    resolved.outputs.forEach((name, i) => {
      if (name !== '') store.values.set(name, this.valueOf(outputs[i]!, isConstant));
    });
    store.nodes.push({
      root: this.root!,
      name: label,
      operator: node.operator,
      domain: node.domain,
      opset,
      inputs,
      outputs: resolved.outputs,
      attributes: node.attributes,
      captured: resolved.captured,
      macs: isConstant ? 0 : macs,
      weights,
      isConstant,
      weightElements: weights.reduce((sum, weight) => sum + weight.elements, 0),
    });
  }

  /** Values are followed until the graph's allowance is used up; shapes always are. */
  private affordable(operands: (Inferred | undefined)[]): (Inferred | undefined)[] {
    for (const operand of operands) this.foldedElements += operand?.constant?.length ?? 0;
    if (this.foldedElements <= MAX_FOLDED_TOTAL) return operands;
    return operands.map((operand) => operand && tensor(operand.dataType, operand.shape));
  }

  private valueOf({ dataType, shape, constant }: Inferred, isConstant: boolean): InferredValue {
    this.foldedElements += constant?.length ?? 0;
    return {
      type: { dataType, shape },
      constant,
      isConstant,
      initializer: undefined,
    };
  }

  /** A model-local function: its nodes take the place of the call. */
  private expandFunction(callee: OnnxFunction, call: ResolvedNode): void {
    const { node, store } = call;
    this.spend(callee.inputs.length + callee.outputs.length + callee.defaults.size + node.attributes.size);
    const attributes = new Map([...callee.defaults, ...node.attributes]);
    const opsets = new Map([...call.scope.opsets, ...callee.opsets]);
    const scope = new Scope(`${call.label}/`, opsets, attributes, this.deeper(call.scope));
    if (node.inputs.length > callee.inputs.length || node.outputs.length > callee.outputs.length) {
      throw new NodeProblem(
        `function ${callee.name}: got ${node.inputs.length} inputs and ${node.outputs.length} outputs, expected at most ${callee.inputs.length} and ${callee.outputs.length}`,
      );
    }
    callee.inputs.forEach((name, i) => {
      scope.bind(name, call.inputs[i] ?? '');
    });
    const aliases = this.bindOutputs(callee.outputs, callee.nodes, scope, call);
    this.inferNodes(callee.nodes, scope, store);
    this.addAliases(aliases, scope, call);
  }

  /** If: the nodes of the branch that the condition selects take the place of the conditional. */
  private expandConditional(call: ResolvedNode): void {
    const { node, store } = call;
    const decision = call.inputs[0] ? store.get(call.inputs[0])?.constant : undefined;
    if (decision?.length !== 1)
      throw new NodeProblem('condition: got one that depends on data, expected a constant');
    const attribute = node.attributes.get(decision[0] !== 0 ? 'then_branch' : 'else_branch');
    if (attribute?.kind !== 'graph' || attribute.value.outputs.length < node.outputs.length) {
      throw new NodeProblem(
        `branch: got ${attribute?.kind ?? 'nothing'}, expected a graph of ${node.outputs.length} outputs`,
      );
    }
    const branch = attribute.value;
    const scope = this.childScope(call);
    this.addInitializers(branch, scope, store);
    const aliases = this.bindOutputs(
      branch.outputs.map((output) => output.name),
      branch.nodes,
      scope,
      call,
    );
    this.inferNodes(branch.nodes, scope, store);
    this.addAliases(aliases, scope, call);
  }

  private childScope(call: ResolvedNode): Scope {
    return new Scope(
      `${call.label}/`,
      call.scope.opsets,
      call.scope.callerAttributes,
      this.deeper(call.scope),
      call.scope,
    );
  }

  private deeper(scope: Scope): number {
    if (scope.depth >= MAX_EXPANSION_DEPTH) {
      throw new NodeProblem(
        `nesting of functions and sub-graphs: got more than ${MAX_EXPANSION_DEPTH}, expected at most ${MAX_EXPANSION_DEPTH}`,
      );
    }
    return scope.depth + 1;
  }

  /** Inner results get the names of the call's outputs; those that no inner node makes are returned as aliases. */
  private bindOutputs(
    names: readonly string[],
    nodes: readonly OnnxNode[],
    scope: Scope,
    call: ResolvedNode,
  ): [string, string][] {
    const made = new Set(nodes.flatMap((node) => node.outputs));
    const aliases: [string, string][] = [];
    call.outputs.forEach((output, i) => {
      const name = names[i]!;
      if (output === '') return;
      if (made.has(name) && !scope.isReserved(name)) scope.reserve(name, output);
      else aliases.push([name, output]);
    });
    return aliases;
  }

  private addAliases(aliases: readonly [string, string][], scope: Scope, call: ResolvedNode): void {
    for (const [inner, output] of aliases) {
      const source = scope.resolve(inner);
      if (!source)
        throw new NodeProblem(`output '${inner}': got a name that nothing defines, expected a value`);
      const node: OnnxNode = { ...IDENTITY, name: '', inputs: [source], outputs: [output] };
      const value = call.store.get(source);
      if (!value) {
        call.store.failed.add(output);
        continue;
      }
      const alias = {
        ...call,
        node,
        label: output,
        inputs: [source],
        outputs: [output],
        isConstant: value.isConstant,
      };
      this.addNode(alias, { outputs: [{ ...value.type, constant: value.constant }], macs: 0, weights: [] });
    }
  }

  /** Loop and Scan stay one node, with the work of all iterations. */
  private repeat(
    call: ResolvedNode,
    infer: (
      run: (body: OnnxGraph, inputs: readonly Inferred[]) => BodyRun | undefined,
    ) => BodyRun | undefined,
  ): void {
    const result = infer((body, inputs) => this.runBody(body, inputs, call));
    if (!result) {
      for (const output of call.outputs) if (output !== '') call.store.failed.add(output);
      return;
    }
    if (!Number.isSafeInteger(result.macs))
      throw new NodeProblem(`MACs: got ${result.macs}, expected an integer below 2^53`);
    if (result.outputs.length < call.outputs.length) {
      throw new NodeProblem(`outputs: got ${call.outputs.length}, expected at most ${result.outputs.length}`);
    }
    for (const output of result.outputs) countOf(output.shape);
    this.addNode(call, result);
  }

  private runBody(body: OnnxGraph, inputs: readonly Inferred[], call: ResolvedNode): BodyRun | undefined {
    this.spend(10 + body.outputs.length);
    const store = new ValueStore(call.store);
    const scope = this.childScope(call);
    body.inputs.forEach(({ name }, i) => {
      const value = this.expandedName(scope.prefix + name, store);
      scope.bind(name, value);
      store.values.set(value, this.valueOf(inputs[i]!, false));
    });
    this.addInitializers(body, scope, store);
    this.inferNodes(body.nodes, scope, store);
    const names = body.outputs.map((output) => scope.resolve(output.name) ?? '');
    const outputs = names.map((name) => store.get(name));
    if (names.some((name) => store.hasFailed(name))) return undefined;
    if (outputs.includes(undefined))
      throw new NodeProblem('loop body: got an output that nothing defines, expected a value');
    return {
      outputs: outputs.map((value) => ({ ...value!.type, constant: value!.constant })),
      macs: store.nodes.reduce((sum, node) => sum + node.macs, 0),
      weights: mergeWeights(store.nodes.map((node) => node.weights)),
    };
  }

  /** A name for a value of an expanded copy; long names count as work, because they are held many times. */
  private expandedName(wanted: string, store: ValueStore): string {
    this.spend(1 + wanted.length / 32);
    return store.uniqueName(wanted);
  }

  private spend(work: number): void {
    this.work += work;
    if (this.work > MAX_WORK) {
      throw new OnnxError(
        'limit-exceeded',
        `nodes and names after expansion: got more than ${MAX_WORK}, expected at most ${MAX_WORK}`,
      );
    }
  }

  private report(kind: OnnxProblem['kind'], node: string, operator: string, message: string): void {
    this.problemCount++;
    if (this.problems.length < MAX_PROBLEMS)
      this.problems.push({ kind, node: clip(node), operator: clip(operator), message: clip(message) });
  }
}

const clip = (text: string): string => text.slice(0, MAX_MESSAGE_LENGTH);
