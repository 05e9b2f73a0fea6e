import { Injectable } from '@nestjs/common';
import { CoefficientSetsService, toCoefficientSetDto, type MeasurementResidualDto } from '../boards/index.js';
import { EstimateRequestDto, EstimatesService } from '../estimates/index.js';
import { PlanRequestDto, PlansService, SavedPlansService, type PlanAnswerDto } from '../plans/index.js';
import { canonicalJson } from '../platform/content-id.js';
import { ProblemError } from '../platform/problems/problem.js';
import type { Soon } from '../platform/soon.js';
import { readBody } from '../platform/validation/request.pipe.js';
import { DecisionMapRequestDto, FitRequestDto } from './chart-request.dto.js';
import { axesAround, checkAxes, withoutAxes } from './decision-map.js';
import {
  CHART_NAMES,
  CHARTS,
  type BoardFit,
  type ChartName,
  type ChartOption,
  type ChartView,
  type DecisionMap,
} from './options/index.js';
import { renderSvg } from './render-svg.js';

/** Charts of the answer of POST /plans. */
const OF_ANSWER = ['candidates', 'stages', 'network', 'ledger'] as const satisfies readonly ChartName[];
/** Charts of a saved plan. */
export const PLAN_CHARTS = [...OF_ANSWER, 'decision-map'] as const satisfies readonly ChartName[];

const isOf = <Name extends ChartName>(names: readonly Name[], name: string): name is Name =>
  (names as readonly string[]).includes(name);

const CHANGED =
  'Computed anew: the coefficients, boards or links that the saved plan was computed with have changed since.';

@Injectable()
export class ChartsService {
  constructor(
    private readonly plans: PlansService,
    private readonly saved: SavedPlansService,
    private readonly estimates: EstimatesService,
    private readonly sets: CoefficientSetsService,
  ) {}

  /** A chart of what a body asks, as SVG. Throws a `ProblemError`: `not-found` for no chart of this name. */
  async draw(name: string, body: unknown, view: ChartView): Promise<string> {
    if (!isOf(CHART_NAMES, name)) throw unknownChart(name, CHART_NAMES);
    return toSvg(await this.optionOf(name, body, view), view);
  }

  /** A chart of a saved plan, as SVG. Throws a `ProblemError` (`not-found`). */
  async drawSaved(id: string, name: string, view: ChartView): Promise<string> {
    if (!isOf(PLAN_CHARTS, name)) throw unknownChart(name, PLAN_CHARTS);
    const { request, answer } = await this.saved.loadPlan(id);
    if (name === 'ledger') return toSvg(CHARTS.ledger.build(answer, view), view);
    // What else there is to draw is in no answer that is kept.
    if (name === 'decision-map') {
      const { confidence: _, ...plan } = request;
      const map = await this.map(await readBody(plan, DecisionMapRequestDto));
      return toSvg(CHARTS[name].build(map, noting(answer, map.plan, view)), view);
    }
    const anew = await this.answerTo(await readBody(request, PlanRequestDto), name);
    return toSvg(CHARTS[name].build(anew, noting(answer, anew, view)), view);
  }

  private async optionOf(name: ChartName, body: unknown, view: ChartView): Promise<ChartOption> {
    switch (name) {
      case 'candidates':
      case 'stages':
      case 'network':
      case 'ledger':
        return CHARTS[name].build(await this.answerTo(await readBody(body, PlanRequestDto), name), view);
      case 'decision-map':
        return CHARTS[name].build(await this.map(await readBody(body, DecisionMapRequestDto)), view);
      case 'layers': {
        const request = await readBody(body, EstimateRequestDto);
        return CHARTS[name].build(await this.estimates.estimate({ ...request, layers: true }), view);
      }
      case 'fit':
      case 'fit-errors':
      case 'kernel-slopes':
        return CHARTS[name].build(await this.fit(name, await readBody(body, FitRequestDto)), view);
    }
  }

  /** An answer with no more than a chart needs; how sure the choice is, none of them shows. */
  private answerTo(request: PlanRequestDto, name: (typeof OF_ANSWER)[number]): Soon<PlanAnswerDto> {
    const { confidence: _, ...plan } = request;
    return this.plans.plan(plan, {
      candidates: name === 'candidates' ? 'all' : 'none',
      profile: name === 'stages' || name === 'network',
    });
  }

  private async map(request: DecisionMapRequestDto): Promise<DecisionMap> {
    checkAxes(request.parameters);
    const plan = await this.plans.plan(withoutAxes(request), { candidates: 'none' });
    const sweep = await this.plans.sweep({ ...request, parameters: request.parameters ?? axesAround(plan) });
    return { sweep, plan };
  }

  /** The curves of the kernels are those of the set; the other charts are of measurements alone. */
  private async fit(name: ChartName, { board, version }: FitRequestDto): Promise<BoardFit> {
    const [id, text] = [board, String(version)];
    const set = toCoefficientSetDto(await this.sets.load(id, text));
    const residuals =
      name === 'kernel-slopes'
        ? await this.sets.findResiduals(id, text)
        : await this.sets.loadResiduals(id, text);
    return {
      set,
      residuals: residuals === null ? null : (JSON.parse(residuals) as MeasurementResidualDto[]),
    };
  }
}

const toSvg = (option: ChartOption, { width, height }: ChartView): Promise<string> =>
  renderSvg(option, width, height);

/** Says on the chart where what was computed anew is not what was saved. */
function noting(saved: PlanAnswerDto, anew: PlanAnswerDto, view: ChartView): ChartView {
  const figures = ({ chosen, closest, device, edge, cloud, link }: PlanAnswerDto): string =>
    canonicalJson([chosen, closest, device, edge, cloud ?? null, link]);
  return figures(saved) === figures(anew) ? view : { ...view, note: CHANGED };
}

const unknownChart = (name: string, known: readonly ChartName[]): ProblemError =>
  new ProblemError('not-found', `there is no chart '${name.slice(0, 100)}', only ${known.join(', ')}`);
