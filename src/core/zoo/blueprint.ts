import { outputsOf } from '../network/apply.js';
import type { LayerDefinition } from '../network/definition.js';
import type { LayerOperation } from '../network/kinds/index.js';
import { buildNetwork, type Network } from '../network/network.js';
import type { Tensor } from '../network/tensor.js';

/** A network under construction; every step returns the tensor it makes, so that blocks can see its shape. */
export class Blueprint {
  private readonly layers: LayerDefinition[] = [];

  constructor(
    private readonly name: string,
    private readonly inputs: readonly Tensor[],
  ) {}

  /**
   * Adds a layer that makes one tensor.
   * @param weightElements its weights, where they do not follow from its parameters
   */
  add(
    name: string,
    operation: LayerOperation,
    from: Tensor | readonly Tensor[],
    weightElements?: number,
  ): Tensor {
    return this.addAll(name, operation, from, weightElements)[0]!;
  }

  /** Adds a layer that makes several tensors. */
  addAll(
    name: string,
    operation: LayerOperation,
    from: Tensor | readonly Tensor[],
    weightElements?: number,
  ): Tensor[] {
    const inputs = 'name' in from ? [from] : from;
    this.layers.push({
      name,
      operation,
      inputs: inputs.map((input) => input.name),
      ...(weightElements !== undefined && { weightElements }),
    });
    return outputsOf(operation, inputs).map((output, index) => ({
      ...output,
      name: index === 0 ? name : `${name}:${index}`,
    }));
  }

  build(): Network {
    return buildNetwork({ name: this.name, inputs: this.inputs, layers: this.layers });
  }
}

/** A square image: [batch, channels, resolution, resolution]. */
export const imageInput = (size: { batch: number; resolution: number; channels?: number }): Tensor => ({
  name: 'image',
  shape: [size.batch, size.channels ?? 3, size.resolution, size.resolution],
  dataType: 'float32',
});

export const channelsOf = ({ shape }: Tensor): number => shape[1]!;
