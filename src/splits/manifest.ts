import { createHash } from 'node:crypto';
import { PART_NAMES, type BoundaryTensor, type SplitPart } from '../onnx/index.js';
import type { DividedFile } from './divide-model.js';
import {
  TIER_NAMES,
  type ManifestBoundaryDto,
  type ManifestDto,
  type ManifestPartDto,
  type ManifestTensorDto,
} from './manifest.dto.js';

/** A file to write: its bytes, and what is known of them once they are read. */
export interface PartFile {
  readonly name: string;
  readonly bytes: number;
  readonly content: () => AsyncGenerator<Uint8Array>;
}

/** The parts of a model as files, and what is said of them when all are read. */
export class PartFiles {
  readonly files: readonly PartFile[];
  private readonly sums = new Map<string, string>();

  constructor(private readonly divided: DividedFile) {
    const parts = divided.split.parts.filter((part) => part !== null);
    this.files = parts.map((part) => ({
      name: fileOf(part),
      bytes: part.bytes,
      content: () => this.summed(part),
    }));
  }

  manifest(): ManifestDto {
    const { model, networkId, split, where, transferPrecision } = this.divided;
    return {
      model: {
        name: model.network.name,
        networkId,
        sha256: model.file.sha256,
        bytes: model.file.fileBytes,
      },
      parts: split.parts.flatMap((part, tier) => (part === null ? [] : [this.toPart(part, tier)])),
      boundaries: split.boundaries.map(toBoundary),
      transferPrecision,
      fixedSizes: Object.entries(split.fixedSizes).map(([name, value]) => ({ name, value })),
      plan: where.by === 'plan' ? where.plan.whole : null,
    };
  }

  private toPart(part: SplitPart, tier: number): ManifestPartDto {
    const { inputs, receives, outputs, sends, bytes } = part;
    const file = fileOf(part);
    const sha256 = this.sums.get(file);
    if (sha256 === undefined) throw new Error(`manifest: got asked before ${file} was read`);
    return { tier: TIER_NAMES[tier]!, file, bytes, sha256, inputs, receives, outputs, sends };
  }

  private async *summed(part: SplitPart): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    for await (const chunk of part.content()) {
      hash.update(chunk);
      yield chunk;
    }
    this.sums.set(fileOf(part), hash.digest('hex'));
  }
}

const fileOf = ({ name }: Pick<SplitPart, 'name'>): string => `${name}.onnx`;

/** Every name that the file of a part can have. */
export const PART_FILES: readonly string[] = PART_NAMES.map((name) => fileOf({ name }));

const toBoundary = (tensors: readonly BoundaryTensor[], boundary: number): ManifestBoundaryDto => ({
  from: TIER_NAMES[boundary]!,
  to: TIER_NAMES[boundary + 1]!,
  bytes: tensors.reduce((sum, { bytes }) => sum + bytes, 0),
  tensors: tensors.map(toTensor),
});

const toTensor = ({ quantisation, ...tensor }: BoundaryTensor): ManifestTensorDto => ({
  name: tensor.name,
  sentAs: tensor.sentAs,
  shape: tensor.shape,
  dataType: tensor.dataType,
  bytes: tensor.bytes,
  isNetworkInput: tensor.isNetworkInput,
  ...(quantisation && { scale: quantisation.scale, zeroPoint: quantisation.zeroPoint }),
});
