import type { InputBinding, Range } from '../onnx/index.js';
import type { TransferPrecisionName } from '../core/index.js';
import type { ReadPlan } from './read-plan.js';

/** How far a model must be the one that a plan was made for: its file to the byte, or its layers. */
export const MATCHES = ['file', 'layers'] as const;
export type Match = (typeof MATCHES)[number];

/** Where a model is to be divided: by a plan, or at tensors that are to cross. */
export type Where =
  | { readonly by: 'plan'; readonly plan: ReadPlan; readonly match: Match }
  | {
      readonly by: 'boundary';
      /** By boundary: names of the tensors. */
      readonly boundaries: readonly (readonly string[])[];
      readonly transferPrecision: TransferPrecisionName;
    };

export interface DivisionRequest {
  readonly where: Where;
  /** For sizes that the file leaves open; those of the plan where it says nothing. */
  readonly binding: InputBinding;
  readonly ranges: ReadonlyMap<string, Range>;
}
