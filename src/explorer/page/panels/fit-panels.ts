import { CHARTS, type BoardFit } from '../../../charts/options/index.js';
import type { CoefficientSetDto, ResidualListDto } from '../../../boards/index.js';
import type { PlanAnswerDto } from '../../../plans/index.js';
import type { Client } from '../api/client.js';
import { ChartPanel } from './chart-panel.js';
import { FIT_CHARTS, fitPicture } from './fit-pictures.js';
import type { LaterPanel } from './later-panel.js';

/** How well the coefficients of the device fit what was measured. */
export function makeFitPanels(client: Client): LaterPanel[] {
  const fits = new BoardFits(client);
  return FIT_CHARTS.map((name) => ({
    panel: new ChartPanel(name, CHARTS[name].title),
    async ask({ answer }, signal) {
      const fit = await fits.of(answer, signal);
      return fit === null ? 'The request itself says the coefficients.' : fitPicture(name, fit);
    },
  }));
}

/** Coefficient sets with what they make of their measurements; a set never changes. */
class BoardFits {
  private readonly known = new Map<string, BoardFit>();

  constructor(private readonly client: Client) {}

  /** That of the device in the power mode of the plan; null where the request has its own coefficients. */
  async of({ device, chosen, closest }: PlanAnswerDto, signal: AbortSignal): Promise<BoardFit | null> {
    const { devicePowerMode } = chosen ?? closest;
    const summary = device.coefficientSets.find(({ powerMode }) => powerMode === devicePowerMode);
    if (summary === undefined) return null;
    const path = `boards/${encodeURIComponent(summary.board)}/coefficient-sets/${summary.version}`;
    const known = this.known.get(path);
    if (known !== undefined) return known;
    const [set, { residuals }] = await Promise.all([
      this.client.get<CoefficientSetDto>(path, signal),
      this.client.get<ResidualListDto>(`${path}/residuals`, signal),
    ]);
    const fit = { set, residuals };
    this.known.set(path, fit);
    return fit;
  }
}
