import { tensorBytes, type Shape } from '../../core/network/tensor.js';
import type { DataType } from '../../core/network/data-type.js';
import { UniqueNames } from '../lower/names.js';
import type { OnnxNode } from '../model.js';
import { chunksOf, lengthOf, type ByteSource } from './byte-source.js';
import { divide, type DividedGraph } from './divide.js';
import { SplitError } from './errors.js';
import { NestedContent } from './expanded-nodes.js';
import { FieldReader } from './fields.js';
import { readLayout, type Layout } from './layout.js';
import { conversionOf, type Conversion, type Quantisation, type Transfer } from './transfer.js';
import type { DividedModel } from './units.js';
import { writePart } from './write-part.js';

/** Names of the parts, in the order of the tiers; of two, the second is the tail. */
export const PART_NAMES = ['head', 'middle', 'tail'] as const;

export interface SplitRequest {
  readonly model: DividedModel;
  /** The file that the model was read from. */
  readonly source: ByteSource;
  /** Layers of the network before each boundary, by index; each set holds the one before it. One or two. */
  readonly cuts: readonly ReadonlySet<number>[];
  readonly transfer: Transfer;
  /** What every part records, by key. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** A tensor that crosses a boundary. */
export interface BoundaryTensor {
  /** Name in the file. */
  readonly name: string;
  /** Name of what is sent: that of the file, unless it is converted. */
  readonly sentAs: string;
  readonly shape: Shape;
  readonly dataType: DataType;
  readonly bytes: number;
  readonly isNetworkInput: boolean;
  readonly quantisation: Quantisation | undefined;
}

export interface SplitPart {
  readonly name: string;
  /** Inputs of the network, tensors received as they are sent, outputs of the network, tensors to send. */
  readonly inputs: readonly string[];
  readonly receives: readonly string[];
  readonly outputs: readonly string[];
  readonly sends: readonly string[];
  readonly bytes: number;
  /** The bytes of the file; reads the original while it is consumed. */
  readonly content: () => AsyncGenerator<Uint8Array>;
}

export interface SplitModel {
  /** By tier; null where a tier has no layers. */
  readonly parts: readonly (SplitPart | null)[];
  /** By boundary, in the order in which the tensors are made. */
  readonly boundaries: readonly (readonly BoundaryTensor[])[];
  /** Sizes that the model leaves open and the parts do not, by name, or by input and axis. */
  readonly fixedSizes: Readonly<Record<string, number>>;
}

/**
 * Divides an ONNX file at one boundary, or at two. Nodes and stored tensors are copied as they stand in the file,
 * under the names that they have; nothing of the weights is read before `content` is consumed.
 *
 * Throws `SplitError`.
 */
export async function splitOnnx({
  model,
  source,
  cuts,
  transfer,
  metadata,
}: SplitRequest): Promise<SplitModel> {
  const { file, graph } = model;
  const layout = await readLayout(source, file, (name) => graph.values.has(name));
  const needs = (tensor: string): readonly string[] => layout.annotations.get(tensor)?.parameters ?? [];
  const tierCount = cuts.length + 1;
  const divided = divide(model, tiersOf(model, cuts), tierCount, needs);
  const names = new UniqueNames((name) => graph.values.has(name));
  const conversions = conversionsOf(divided, transfer, names);
  const nested = await readNested(divided, layout, new FieldReader(source, file.fileBytes));
  const writing = { divided, layout, nested, conversions, names, metadata };
  const sentName = (name: string): string => conversions.get(name)?.sentAs ?? name;
  return {
    parts: divided.parts.map((part, tier) => {
      if (part === null) return null;
      const name = tier === tierCount - 1 ? 'tail' : PART_NAMES[tier]!;
      const pieces = writePart(writing, part, name);
      return {
        name,
        inputs: part.inputs,
        receives: part.received.map(sentName),
        outputs: part.outputs,
        sends: part.sent.map(sentName),
        bytes: lengthOf(pieces),
        content: () => chunksOf(pieces, source),
      };
    }),
    boundaries: divided.crossing.map((crossing) =>
      crossing.map((name) => boundaryTensor(name, model, conversions)),
    ),
    fixedSizes: Object.fromEntries(divided.fixed.map(({ name, place, size }) => [name ?? place, size])),
  };
}

/** By layer: its tier; -1 for layers that depend on constants alone. */
function tiersOf({ network }: DividedModel, cuts: readonly ReadonlySet<number>[]): number[] {
  const constants = new Set(network.constants);
  return network.layers.map(({ name, outputs }, layer) => {
    if (constants.has(outputs[0]!)) return -1;
    const tier = cuts.findIndex((cut) => cut.has(layer));
    if (tier >= 0 && cuts.slice(tier).some((cut) => !cut.has(layer))) {
      throw new SplitError(
        'invalid-boundary',
        `layer '${name}': got it before the first boundary and behind the second`,
      );
    }
    return tier < 0 ? cuts.length : tier;
  });
}

function conversionsOf(
  { crossing, division }: DividedGraph,
  transfer: Transfer,
  names: UniqueNames,
): Map<string, Conversion> {
  const { graph, file } = division.model;
  const inputs = new Set(graph.inputs.map(({ name }) => name));
  const conversions = new Map<string, Conversion>();
  for (const name of new Set(crossing.flat())) {
    if (inputs.has(name)) continue; // encoded, not converted
    const { dataType } = graph.values.get(name)!.type;
    const conversion = conversionOf({ name, dataType }, transfer, file, names);
    if (conversion) conversions.set(name, conversion);
  }
  return conversions;
}

async function readNested(
  { division: { model }, parts }: DividedGraph,
  layout: Layout,
  reader: FieldReader,
): Promise<NestedContent | null> {
  const opened = new Set<OnnxNode>();
  for (const part of parts)
    for (const { expanded, root } of part?.units ?? []) if (expanded) opened.add(root);
  return opened.size === 0 ? null : NestedContent.read(reader, model.file, layout, opened);
}

function boundaryTensor(
  name: string,
  { graph }: DividedModel,
  conversions: ReadonlyMap<string, Conversion>,
): BoundaryTensor {
  const { shape, dataType: own } = graph.values.get(name)!.type;
  const conversion = conversions.get(name);
  const dataType = conversion?.dataType ?? own;
  return {
    name,
    sentAs: conversion?.sentAs ?? name,
    shape,
    dataType,
    bytes: tensorBytes({ shape, dataType }),
    isNetworkInput: graph.inputs.some((input) => input.name === name),
    quantisation: conversion?.quantisation,
  };
}
