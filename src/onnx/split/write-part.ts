import { create, toBinary } from '@bufbuild/protobuf';
import type { Tensor } from '../../core/network/tensor.js';
import type { OnnxAttribute, OnnxFile, OnnxNode, OnnxValueInfo } from '../model.js';
import { functionKey } from '../model.js';
import type { UniqueNames } from '../lower/names.js';
import { OperatorSetIdProtoSchema } from '../proto/onnx_pb.js';
import type { ByteRange, Piece } from './byte-source.js';
import type { DividedGraph } from './divide.js';
import { SplitError } from './errors.js';
import type { NestedContent } from './expanded-nodes.js';
import { lengthDelimited } from './fields.js';
import { GRAPH, MODEL, type Layout } from './layout.js';
import { declarationField, initializerField, metadataField, nodeField } from './messages.js';
import { declaredAs } from './open-sizes.js';
import type { PartPlan } from './part-plan.js';
import { restoration } from './restore.js';
import type { Conversion } from './transfer.js';
import type { Unit } from './units.js';

/** Everything that parts are written from. */
export interface Writing {
  readonly divided: DividedGraph;
  readonly layout: Layout;
  /** Null where nothing was opened. */
  readonly nested: NestedContent | null;
  /** By crossing tensor that is converted. */
  readonly conversions: ReadonlyMap<string, Conversion>;
  readonly names: UniqueNames;
  /** What is recorded in every part, by key. */
  readonly metadata: Readonly<Record<string, string>>;
}

const OPSET_FIELD = 8;

/** The file of a part: stretches of the original, and what is new. */
export function writePart(writing: Writing, part: PartPlan, partName: string): Piece[] {
  const { layout, metadata } = writing;
  const graph = new PartWriter(writing, part).graph();
  const recorded = { ...metadata, 'cutpoint.part': partName };
  return [
    ...layout.model,
    ...opsetsOf(part.units, writing.divided.division.model.file),
    ...functionsOf(part.units, writing),
    ...layout.metadata,
    ...Object.entries(recorded).flatMap(([key, value]) => metadataField(key, value)),
    ...lengthDelimited(MODEL.graph, graph),
  ];
}

class PartWriter {
  private readonly received: readonly Conversion[];
  private readonly sent: readonly Conversion[];

  constructor(
    private readonly writing: Writing,
    private readonly part: PartPlan,
  ) {
    this.received = part.received.flatMap((name) => writing.conversions.get(name) ?? []);
    this.sent = part.sent.flatMap((name) => writing.conversions.get(name) ?? []);
  }

  graph(): Piece[] {
    const { layout, names, divided } = this.writing;
    const { graph } = divided.division.model;
    const restored = this.part.restored.map((value) => restoration(value, graph, names));
    const conversions = new Set([...this.received, ...this.sent]);
    return [
      ...layout.graph,
      ...this.received.flatMap(({ after }) => after.flatMap(nodeField)),
      ...restored.flatMap(({ nodes }) => nodes.flatMap(nodeField)),
      ...this.part.units.flatMap((unit) => this.unitField(unit)),
      ...this.sent.flatMap(({ before }) => before.flatMap(nodeField)),
      ...[...this.part.initializers].flatMap((name) => this.storedField(name)),
      ...restored.flatMap(({ initializers }) => initializers.flatMap(initializerField)),
      ...[...conversions].flatMap(({ initializers }) => initializers.flatMap(initializerField)),
      ...this.inputs(),
      ...this.outputs(),
      ...this.remarks(),
    ];
  }

  private unitField({ written, expanded }: Unit): Piece[] {
    if (expanded) return this.writing.nested!.nodeField(expanded);
    const place = this.nodePlaces.get(written!)!;
    return [this.writing.layout.nodes[place]!];
  }

  private get nodePlaces(): ReadonlyMap<OnnxNode, number> {
    return placesOf(this.writing.divided.division.model.file);
  }

  private storedField(name: string): Piece[] {
    const range = this.writing.layout.initializers.get(name);
    if (range) return [range];
    const { graph } = this.writing.divided.division.model;
    return this.writing.nested!.initializerField(name, graph.values.get(name)!.initializer!);
  }

  private inputs(): Piece[] {
    const { layout } = this.writing;
    const declaredToo = [...this.part.initializers].flatMap((name) => layout.inputs.get(name) ?? []);
    return [
      ...this.part.inputs.flatMap((name) => this.ownDeclaration(GRAPH.input, name)),
      ...this.part.received.flatMap((name) => this.crossingDeclaration(GRAPH.input, name)),
      ...declaredToo,
    ];
  }

  private outputs(): Piece[] {
    const own = new Set(this.part.outputs);
    // A tensor that crosses as it is and is a result as well is one output.
    const sent = this.part.sent.filter((name) => !own.has(name) || this.writing.conversions.has(name));
    return [
      ...this.part.outputs.flatMap((name) => this.ownDeclaration(GRAPH.output, name)),
      ...sent.flatMap((name) => this.crossingDeclaration(GRAPH.output, name)),
    ];
  }

  /** As the file declares it, unless that says less than is known or leaves open what no longer is. */
  private ownDeclaration(field: typeof GRAPH.input | typeof GRAPH.output, name: string): Piece[] {
    const { layout, divided } = this.writing;
    const { file } = divided.division.model;
    const isInput = field === GRAPH.input;
    const declared = (isInput ? file.graph.inputs : file.graph.outputs).find((info) => info.name === name)!;
    const range = (isInput ? layout.inputs : layout.outputs).get(name)!;
    return this.isExact(declared) ? [range] : this.declaration(field, name);
  }

  private isExact({ dataType, dimensions }: OnnxValueInfo): boolean {
    const { fixed } = this.writing.divided;
    if (dataType === undefined || dimensions === undefined) return false;
    return dimensions.every((size) => size !== null && !fixed.some(({ name }) => name === size));
  }

  private crossingDeclaration(field: typeof GRAPH.input | typeof GRAPH.output, name: string): Piece[] {
    const conversion = this.writing.conversions.get(name);
    return this.declaration(
      field,
      name,
      conversion && { name: conversion.sentAs, dataType: conversion.dataType },
    );
  }

  private declaration(
    field: typeof GRAPH.input | typeof GRAPH.output,
    name: string,
    changed: Partial<Pick<Tensor, 'name' | 'dataType'>> = {},
  ): Piece[] {
    const { sizes, model } = this.writing.divided.division;
    const { dataType } = model.graph.values.get(name)!.type;
    return declarationField(field, {
      name,
      dataType,
      dimensions: sizes.shapeOf(name).map(declaredAs),
      ...changed,
    });
  }

  /** What the file says of shapes and quantisation of the tensors inside the part. */
  private remarks(): Piece[] {
    const { layout, conversions } = this.writing;
    const declared = new Set([...this.part.inputs, ...this.part.outputs]);
    for (const name of [...this.part.received, ...this.part.sent])
      if (!conversions.has(name)) declared.add(name);
    const inside = new Set([
      ...this.part.units.flatMap(({ makes }) => makes),
      ...this.part.received,
      ...this.part.restored.map(({ name }) => name),
    ]);
    const described = [...inside]
      .filter((name) => !declared.has(name))
      .flatMap((name) => layout.valueInfo.get(name) ?? []);
    const annotated = [...inside, ...declared, ...this.part.initializers].flatMap((name) => {
      const annotation = layout.annotations.get(name);
      return annotation?.parameters.every((it) => this.part.initializers.has(it)) ? [annotation.field] : [];
    });
    return [...described, ...new Set(annotated)];
  }
}

const places = new WeakMap<OnnxFile, ReadonlyMap<OnnxNode, number>>();

/** Where the nodes of the graph stand, computed once a file. */
function placesOf(file: OnnxFile): ReadonlyMap<OnnxNode, number> {
  const known = places.get(file) ?? new Map(file.graph.nodes.map((node, place) => [node, place]));
  places.set(file, known);
  return known;
}

/** Operator sets that only functions import, of nodes that were taken out of them. */
function opsetsOf(units: readonly Unit[], { opsets }: OnnxFile): Piece[] {
  const added = new Map<string, number>();
  for (const { expanded } of units) {
    if (!expanded) continue;
    const { domain, opset, name } = expanded;
    const imported = opsets.get(domain) ?? added.get(domain) ?? opset;
    if (imported !== opset) {
      throw new SplitError(
        'unsplittable',
        `node '${name}': got operator set ${opset} in a function of a model of operator set ${imported}, expected no boundary through it`,
      );
    }
    if (!opsets.has(domain)) added.set(domain, opset);
  }
  return [...added].flatMap(([domain, version]) =>
    lengthDelimited(OPSET_FIELD, [
      toBinary(
        OperatorSetIdProtoSchema,
        create(OperatorSetIdProtoSchema, { domain, version: BigInt(version) }),
      ),
    ]),
  );
}

/** The functions that the nodes of a part call, and those that these call. */
function functionsOf(units: readonly Unit[], { layout, divided }: Writing): readonly ByteRange[] {
  const { functions } = divided.division.model.file;
  const keys = [...functions.keys()];
  // A function that is defined twice cannot be told from its other definition.
  if (keys.length !== layout.functions.length) return layout.functions;
  const used = new Set<string>();
  const pending = units.flatMap(({ written, expanded }) =>
    written ? [written] : nodesInside(expanded!.attributes),
  );
  for (let node = pending.pop(); node; node = pending.pop()) {
    pending.push(...nodesInside(node.attributes));
    const key = functionKey(node.domain, node.operator, node.overload);
    const called = functions.get(key);
    if (!called || used.has(key)) continue;
    used.add(key);
    pending.push(...called.nodes);
  }
  return layout.functions.filter((_, index) => used.has(keys[index]!));
}

const nodesInside = (attributes: ReadonlyMap<string, OnnxAttribute>): OnnxNode[] =>
  [...attributes.values()].flatMap((attribute) => {
    if (attribute.kind === 'graph') return attribute.value.nodes;
    return attribute.kind === 'graphs' ? attribute.value.flatMap(({ nodes }) => nodes) : [];
  });
