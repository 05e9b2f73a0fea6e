import type { OnnxFile } from '../model.js';
import type { ByteRange, ByteSource } from './byte-source.js';
import { FieldReader, type Field } from './fields.js';

/** Field numbers of `onnx.proto`. */
export const MODEL = { graph: 7, metadata: 14, training: 20, functions: 25 } as const;
export const GRAPH = {
  node: 1,
  initializer: 5,
  input: 11,
  output: 12,
  valueInfo: 13,
  annotation: 14,
  sparseInitializer: 15,
} as const;

/** Keys of what parts record of the division that they come from. */
export const OWN_METADATA = 'cutpoint.';

/** A remark on how a tensor is quantised. */
interface Annotation {
  readonly field: ByteRange;
  /** The tensors that hold scale, zero point and the like. */
  readonly parameters: readonly string[];
}

/** Where in the file everything stands that parts are made of; each range is a whole field with its tag. */
export interface Layout {
  /** Versions, operator sets, producer, texts: what every part has. */
  readonly model: readonly ByteRange[];
  readonly metadata: readonly Field[];
  /** In the order of the file. */
  readonly functions: readonly Field[];
  readonly nodes: readonly Field[];
  /** Name and texts of the graph. */
  readonly graph: readonly ByteRange[];
  /** By name, dense and sparse. */
  readonly initializers: ReadonlyMap<string, Field>;
  readonly inputs: ReadonlyMap<string, ByteRange>;
  readonly outputs: ReadonlyMap<string, ByteRange>;
  /** Of values that the graph has, by name. */
  readonly valueInfo: ReadonlyMap<string, ByteRange>;
  readonly annotations: ReadonlyMap<string, Annotation>;
}

/** Walks through a file that was decoded before. `hasValue` tells the names of its graph. */
export async function readLayout(
  source: ByteSource,
  file: OnnxFile,
  hasValue: (name: string) => boolean,
): Promise<Layout> {
  const reader = new FieldReader(source, file.fileBytes);
  const model: Field[] = [];
  const metadata: Field[] = [];
  const functions: Field[] = [];
  const graphs: Field[] = [];
  for await (const field of reader.fields({ offset: 0, length: file.fileBytes })) {
    if (field.number === MODEL.graph) graphs.push(field);
    else if (field.number === MODEL.metadata) {
      const key = await reader.textIn(field.content, 1);
      if (!key.startsWith(OWN_METADATA)) metadata.push(field); // a part may be divided again
    } else if (field.number === MODEL.functions) functions.push(field);
    else if (field.number !== MODEL.training) model.push(field); // training is of the whole graph
  }
  return { model, metadata, functions, ...(await readGraph(reader, graphs, file, hasValue)) };
}

type GraphLayout = Omit<Layout, 'model' | 'metadata' | 'functions'>;

/** A graph may come in several pieces, whose lists follow one another. */
async function readGraph(
  reader: FieldReader,
  graphs: readonly Field[],
  { graph }: OnnxFile,
  hasValue: (name: string) => boolean,
): Promise<GraphLayout> {
  const lists = new Map<number, Field[]>(Object.values(GRAPH).map((number) => [number, []]));
  const rest: Field[] = [];
  const valueInfo = new Map<string, ByteRange>();
  const annotations = new Map<string, Annotation>();
  for (const { content } of graphs) {
    for await (const field of reader.fields(content)) {
      if (field.number === GRAPH.valueInfo) {
        const name = await reader.textIn(field.content, 1);
        if (hasValue(name)) valueInfo.set(name, field);
      } else if (field.number === GRAPH.annotation) {
        const name = await reader.textIn(field.content, 1);
        if (hasValue(name)) annotations.set(name, { field, parameters: await parametersOf(reader, field) });
      } else (lists.get(field.number) ?? rest).push(field);
    }
  }
  const stored = [...graph.initializers.values()];
  const listOf = (number: number): Field[] => lists.get(number)!;
  return {
    nodes: listOf(GRAPH.node),
    graph: rest,
    initializers: new Map([
      ...named(
        stored.filter(({ isSparse }) => !isSparse),
        listOf(GRAPH.initializer),
      ),
      ...named(
        stored.filter(({ isSparse }) => isSparse),
        listOf(GRAPH.sparseInitializer),
      ),
    ]),
    inputs: new Map(named(graph.inputs, listOf(GRAPH.input))),
    outputs: new Map(named(graph.outputs, listOf(GRAPH.output))),
    valueInfo,
    annotations,
  };
}

/** Decoded messages and their fields are in the same order. */
const named = <Range>(
  decoded: readonly { readonly name: string }[],
  fields: readonly Range[],
): [string, Range][] => decoded.map(({ name }, index) => [name, fields[index]!]);

async function parametersOf(reader: FieldReader, annotation: Field): Promise<string[]> {
  const names: string[] = [];
  for (const entry of await reader.fieldsOf(annotation.content, 2))
    names.push(await reader.textIn(entry.content, 2));
  return names;
}
