import type { InputBinding, OnnxStructure } from '../../onnx/index.js';
import { toDescribedNetwork, type DescribedNetwork } from '../stored-network.js';
import { importStructure } from './import-model.js';

/** A model file, read past its weights, and what its query says. */
export interface ImportJob {
  readonly structure: OnnxStructure;
  readonly binding: InputBinding;
  readonly name: string | undefined;
}

/** What is to be stored of the network of a file. Throws a `ProblemError`. */
export const describeImport = ({ structure, binding, name }: ImportJob): DescribedNetwork =>
  toDescribedNetwork(importStructure(structure, binding, name).network, 'onnx', structure.sha256);
