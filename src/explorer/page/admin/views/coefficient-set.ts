import type {
  CalibrationAnswerDto,
  CoefficientSetDto,
  CoefficientSetSummaryDto,
  ResidualListDto,
} from '../../../../boards/index.js';
import { figures } from '../../../../charts/options/index.js';
import { factList, setFacts } from '../../panels/facts.js';
import { tableOf, type Column } from '../../panels/table.js';
import { element } from '../../view/dom.js';
import { addressOf, type AdminContext, type View } from '../context.js';
import { confirmed } from '../parts/dialog.js';
import { actionButton } from '../parts/form.js';
import { link, linkButton, panel, scrolling, trail } from '../parts/parts.js';
import { badge, boardPath } from './board.js';

type Cost = 'energy' | 'latency';
type Statistics = NonNullable<NonNullable<CoefficientSetDto['energy']>['statistics']>;

interface Outlier {
  readonly cost: Cost;
  readonly outlier: Statistics['outliers'][number];
}

export const setAddress = (board: string, version: number | string): string =>
  addressOf('boards', board, 'sets', version);

/** A coefficient set: what it holds for, how well it fits, and the step that lets plans use it. */
export async function setView(context: AdminContext, board: string, version: string): Promise<View> {
  const { client, preview, reasons } = context;
  const path = `${boardPath(board)}/coefficient-sets/${encodeURIComponent(version)}`;
  const [{ answer: set, tag }, { residuals }] = await Promise.all([
    client.getTagged<CoefficientSetDto>(path),
    client.get<ResidualListDto>(`${path}/residuals`),
  ]);
  preview.show({ set, residuals });
  const why = reasons.get(setAddress(board, version));
  return {
    title: `Set ${version} of ${board}`,
    trail: trail(link('Boards', 'boards'), link(board, 'boards', board)),
    content: [
      statusOf(set, () => activate(set, { path, tag }, context), context),
      panel('What it holds for', element('div', { className: 'card' }, factList(setFacts(set)))),
      ...(why === undefined ? [] : [reasonsPanel(why)]),
      outliersPanel(set),
      element('h2', {}, 'How well it fits'),
      preview.root,
    ],
  };
}

function statusOf(set: CoefficientSetDto, act: () => Promise<void>, context: AdminContext): HTMLElement {
  const { status, version } = set;
  const meaning = {
    draft: 'No plan uses it. Look at its fit, then activate it or leave it.',
    active: 'Plans use it.',
    retired: 'Another set took its place; it can be activated again.',
  } as const satisfies Record<typeof status, string>;
  return element(
    'div',
    { className: 'status' },
    element('p', {}, badge(status), ` ${meaning[status]}`),
    element(
      'div',
      { className: 'actions' },
      ...(status === 'active' ? [] : [actionButton(`Activate set ${version}`, act, context, 'primary')]),
      linkButton('Its changes', 'audit', 'coefficient-set', `${set.board}/${version}`),
    ),
  );
}

async function activate(
  set: CoefficientSetDto,
  { path, tag }: { readonly path: string; readonly tag: string },
  context: AdminContext,
): Promise<void> {
  const { coefficientSets } = await context.client.get<{ coefficientSets: CoefficientSetSummaryDto[] }>(
    `${boardPath(set.board)}/coefficient-sets`,
  );
  const before = coefficientSets.find((other) => other.status === 'active' && isOfSameUse(other, set));
  const isWanted = await confirmed({
    title: `Activate set ${set.version}?`,
    text:
      `From then on plans on ${set.board} in ${useOf(set)} use it` +
      (before === undefined
        ? '; there is no other set for that yet.'
        : ` in the place of set ${before.version}, which is kept.`),
    action: 'Activate',
  });
  if (!isWanted) return;
  await context.client.act('POST', `${path}/activate`, tag);
  context.go(setAddress(set.board, set.version), `Set ${set.version} is active: plans use it.`);
}

const isOfSameUse = (a: CoefficientSetSummaryDto, b: CoefficientSetSummaryDto): boolean =>
  useOf(a) === useOf(b);

const useOf = ({ powerMode, runtime, precision, batch, boundary }: CoefficientSetSummaryDto): string =>
  `${powerMode}, ${runtime}, ${precision}, batch ${batch}, measured at ${boundary}`;

const reasonsPanel = ({ energy, latency }: CalibrationAnswerDto['reasons']): HTMLElement =>
  panel(
    'Why it has this form',
    ...Object.entries({ Energy: energy, Latency: latency }).flatMap(([cost, reason]) =>
      reason === null ? [] : [element('p', {}, element('strong', {}, `${cost}: `), reason)],
    ),
  );

const OUTLIERS: readonly Column<Outlier>[] = [
  { head: 'Network', text: ({ outlier }) => outlier.network },
  {
    head: 'Measurement',
    text: ({ outlier }) => figures.count(outlier.measurement + 1),
    isNumber: true,
  },
  { head: 'Cost', text: ({ cost }) => cost },
  {
    head: 'Measured less modelled',
    text: ({ outlier }) => figures.percent(outlier.relativeResidual),
    isNumber: true,
  },
];

function outliersPanel({ energy, latency }: CoefficientSetDto): HTMLElement {
  const fitted = Object.entries({ energy, latency }) as [Cost, CoefficientSetDto[Cost]][];
  const known = fitted.flatMap(([, cost]) => cost?.statistics ?? []);
  const outliers = fitted.flatMap(([cost, model]) =>
    (model?.statistics?.outliers ?? []).map((outlier): Outlier => ({ cost, outlier })),
  );
  const none = known.length === 0 ? 'Not fitted here: there are no measurements to look at.' : 'None.';
  return panel(
    'Outliers',
    outliers.length === 0
      ? element('p', { className: 'hint' }, none)
      : scrolling(
          tableOf(
            'Measurements far from what the set models; they were given less weight',
            OUTLIERS,
            outliers,
          ),
        ),
  );
}
