import type { PlanAnswerDto } from '../../../plans/index.js';
import type { ExplorerState } from '../state/fields.js';
import type { PlanRequest } from '../state/plan-request.js';
import type { ChartPanel, Picture } from './chart-panel.js';

/** What an answer of POST /plans was asked with. */
export interface Asked {
  readonly state: ExplorerState;
  readonly request: PlanRequest;
  readonly answer: PlanAnswerDto;
}

/** A panel that asks the service for more, once the answer is there. */
export interface LaterPanel {
  readonly panel: ChartPanel;
  /** A picture, or why there is none. */
  readonly ask: (asked: Asked, signal: AbortSignal) => Promise<Picture | string>;
}
