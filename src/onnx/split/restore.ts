import type { InferredGraph } from '../inference/result.js';
import type { UniqueNames } from '../lower/names.js';
import type { NodeProto, TensorProto } from '../proto/onnx_pb.js';
import { intAttribute, newNode, storedTensor } from './messages.js';
import type { FoundSize, Restored } from './part-plan.js';

/** What stands in a part for a value that it cannot compute as the file does. */
export interface Restoration {
  readonly nodes: readonly NodeProto[];
  readonly initializers: readonly TensorProto[];
}

/** A stored constant; or a vector of sizes, some of which are those of what the part takes. */
export function restoration(
  { name, sizes }: Restored,
  graph: InferredGraph,
  names: UniqueNames,
): Restoration {
  const { type, constant = [] } = graph.values.get(name)!;
  if (sizes === undefined) return { nodes: [], initializers: [storedTensor(name, type, constant)] };
  const nodes: NodeProto[] = [];
  const initializers: TensorProto[] = [];
  const pieces = sizes.map((size) => {
    const piece = names.claim(`${name}.size`);
    if (typeof size === 'number') initializers.push(storedTensor(piece, { ...type, shape: [1] }, [size]));
    else {
      const index = names.claim(`${piece}.axis`);
      initializers.push(storedTensor(index, { shape: [1], dataType: 'int64' }, [size.axis]));
      nodes.push(...sizeNodes(size, index, piece, names));
    }
    return piece;
  });
  nodes.push(newNode('Concat', pieces, name, [intAttribute('axis', 0)]));
  return { nodes, initializers };
}

function sizeNodes({ tensor }: FoundSize, index: string, output: string, names: UniqueNames): NodeProto[] {
  const shape = names.claim(`${output}.shape`);
  return [newNode('Shape', [tensor], shape), newNode('Gather', [shape, index], output)];
}
