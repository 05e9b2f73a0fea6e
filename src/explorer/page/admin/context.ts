import type { CalibrationAnswerDto } from '../../../boards/index.js';
import type { Client } from '../api/client.js';
import type { FitPreview } from './parts/fit-preview.js';

/** What every view of the administration works with. */
export interface AdminContext {
  readonly client: Client;
  readonly preview: FitPreview;
  /** Why sets that were calibrated since the page was opened have their form, by their address here. */
  readonly reasons: Map<string, CalibrationAnswerDto['reasons']>;
  /**
   * Opens another view, or the same one anew, which begins by saying what was done; screen readers say it too. It
   * stands until the next view.
   */
  readonly go: (address: string, done?: string) => void;
  /** Shows a refusal in the box and at the fields of `root`, and asks for another key where that is why. */
  readonly refuse: (error: unknown, root: ParentNode) => void;
}

/** A part of the page under a heading of its own. */
export interface View {
  readonly title: string;
  /** What it belongs to, above the title. */
  readonly trail?: HTMLElement;
  readonly content: readonly (Node | string)[];
}

/** Views stand behind the # of the address: `#boards/jetson-tx2/sets/7`. */
export const addressOf = (...parts: readonly (string | number)[]): string =>
  `#${parts.map((part) => encodeURIComponent(part)).join('/')}`;

export const partsOf = (address: string): string[] =>
  address
    .replace(/^#/, '')
    .split('/')
    .map((part) => decoded(part));

/** What somebody typed into the address may be no encoding at all; there is no such view then. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
