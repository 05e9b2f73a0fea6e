import { create, toBinary } from '@bufbuild/protobuf';
import { capturedNames } from '../inference/attributes.js';
import type { InferredNode } from '../inference/result.js';
import type { OnnxAttribute, OnnxFile, OnnxGraph, OnnxNode, OnnxTensor } from '../model.js';
import { AttributeProtoSchema, NodeProtoSchema, TensorProtoSchema } from '../proto/onnx_pb.js';
import type { ByteRange, Piece } from './byte-source.js';
import { SplitError } from './errors.js';
import { lengthDelimited, type Field, type FieldReader } from './fields.js';
import { GRAPH, type Layout } from './layout.js';

/** Field numbers of `onnx.proto`. */
const NODE_ATTRIBUTE = 5;
const FUNCTION_NODE = 7;
const FUNCTION_DEFAULT = 11;
const ATTRIBUTE_GRAPH = 6;

/**
 * Where in the file the attributes and stored tensors of nested nodes stand, so that a call of a function or a
 * conditional can be written as the nodes that it stands for.
 */
export class NestedContent {
  private readonly attributes = new Map<
    OnnxAttribute,
    { readonly name: string; readonly content: ByteRange }
  >();
  private readonly tensors = new Map<OnnxTensor, ByteRange>();

  private constructor(private readonly reader: FieldReader) {}

  /** Of the given nodes of the file and of its functions. */
  static async read(
    reader: FieldReader,
    { graph, functions }: OnnxFile,
    layout: Layout,
    roots: ReadonlySet<OnnxNode>,
  ): Promise<NestedContent> {
    const content = new NestedContent(reader);
    const places = graph.nodes.flatMap((node, place) => (roots.has(node) ? [place] : []));
    await content.addNodes(
      places.map((place) => graph.nodes[place]!),
      places.map((place) => layout.nodes[place]!),
    );
    const bodies = [...functions.values()];
    requireSameCount(bodies, layout.functions);
    for (const [index, body] of bodies.entries()) {
      const range = layout.functions[index]!.content;
      await content.addNodes(body.nodes, await reader.fieldsOf(range, FUNCTION_NODE));
      await content.addAttributes(body.defaults, await reader.fieldsOf(range, FUNCTION_DEFAULT));
    }
    return content;
  }

  /** A node of the expansion as a node of the graph. */
  nodeField(node: InferredNode): Piece[] {
    const written = capturedNames({ ...node.root, attributes: node.attributes });
    if (written.some((name, place) => name !== node.captured[place])) {
      throw new SplitError(
        'unsplittable',
        `node '${node.name}' (${node.operator}): got a body in a function that takes values around it, expected no boundary through such a function`,
      );
    }
    const { name, operator: opType, domain, inputs, outputs } = node;
    const own = create(NodeProtoSchema, { name, opType, domain, input: [...inputs], output: [...outputs] });
    const attributes = [...node.attributes].flatMap(([key, attribute]) =>
      this.attributeField(key, attribute),
    );
    return lengthDelimited(GRAPH.node, [toBinary(NodeProtoSchema, own), ...attributes]);
  }

  /** A stored tensor of a branch under the name that it has in the expansion. */
  initializerField(name: string, tensor: OnnxTensor): Piece[] {
    const content = this.tensors.get(tensor);
    if (content === undefined) throw unreadable();
    // Of a field that stands twice the last one counts.
    return lengthDelimited(GRAPH.initializer, [
      content,
      toBinary(TensorProtoSchema, create(TensorProtoSchema, { name })),
    ]);
  }

  private attributeField(key: string, attribute: OnnxAttribute): Piece[] {
    const found = this.attributes.get(attribute);
    if (found === undefined) throw unreadable();
    const renamed =
      found.name === key ? [] : [toBinary(AttributeProtoSchema, create(AttributeProtoSchema, { name: key }))];
    return lengthDelimited(NODE_ATTRIBUTE, [found.content, ...renamed]);
  }

  private async addNodes(nodes: readonly OnnxNode[], fields: readonly Field[]): Promise<void> {
    requireSameCount(nodes, fields);
    for (const [index, { attributes }] of nodes.entries()) {
      await this.addAttributes(
        attributes,
        await this.reader.fieldsOf(fields[index]!.content, NODE_ATTRIBUTE),
      );
    }
  }

  private async addAttributes(
    attributes: ReadonlyMap<string, OnnxAttribute>,
    fields: readonly Field[],
  ): Promise<void> {
    const entries = [...attributes];
    requireSameCount(entries, fields);
    for (const [index, [name, attribute]] of entries.entries()) {
      const { content } = fields[index]!;
      this.attributes.set(attribute, { name, content });
      if (attribute.kind !== 'graph') continue;
      const graphs = await this.reader.fieldsOf(content, ATTRIBUTE_GRAPH);
      requireSameCount([attribute], graphs);
      await this.addGraph(attribute.value, graphs[0]!.content);
    }
  }

  private async addGraph(graph: OnnxGraph, content: ByteRange): Promise<void> {
    await this.addNodes(graph.nodes, await this.reader.fieldsOf(content, GRAPH.node));
    const dense = [...graph.initializers.values()].filter(({ isSparse }) => !isSparse);
    const fields = await this.reader.fieldsOf(content, GRAPH.initializer);
    requireSameCount(dense, fields);
    for (const [index, tensor] of dense.entries()) this.tensors.set(tensor, fields[index]!.content);
  }
}

function requireSameCount(decoded: readonly unknown[], fields: readonly unknown[]): void {
  if (decoded.length !== fields.length) throw unreadable();
}

const unreadable = (): SplitError =>
  new SplitError(
    'unsplittable',
    'nested nodes: got a form that cannot be copied (messages in several pieces, sparse tensors of a branch), expected no boundary through it',
  );
