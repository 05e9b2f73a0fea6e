import type { BoardDto, BoardVersionListDto, CoefficientSetListDto } from '../../../../boards/index.js';
import { figures } from '../../../../charts/options/index.js';
import { boardFacts, factList } from '../../panels/facts.js';
import { tableOf, type Column } from '../../panels/table.js';
import { element } from '../../view/dom.js';
import { addressOf, type AdminContext, type View } from '../context.js';
import { confirmed } from '../parts/dialog.js';
import { editForm } from '../parts/edit-form.js';
import { actionButton } from '../parts/form.js';
import { link, linkButton, panel, scrolling, trail } from '../parts/parts.js';
import { versionsPanel } from '../parts/versions.js';
import { profileFields, profileOf } from './board-fields.js';

type SetSummary = CoefficientSetListDto['coefficientSets'][number];

export const boardPath = (id: string): string => `boards/${encodeURIComponent(id)}`;

/** A board: what is known of it, its coefficient sets and its versions. */
export async function boardView(context: AdminContext, id: string): Promise<View> {
  const { client } = context;
  const path = boardPath(id);
  const [{ answer: board, tag }, { coefficientSets }, { versions }] = await Promise.all([
    client.getTagged<BoardDto>(path),
    client.get<CoefficientSetListDto>(`${path}/coefficient-sets`),
    client.get<BoardVersionListDto>(`${path}/versions`),
  ]);
  const remove = async (): Promise<void> => {
    const isWanted = await confirmed({
      title: `Delete ${board.name}?`,
      text: `Plans can no longer use ${id}, and its coefficient sets are retired. Its versions, and plans that were saved, stay.`,
      action: 'Delete the board',
      isDestructive: true,
    });
    if (!isWanted) return;
    await client.act('DELETE', path, tag);
    context.go(addressOf('boards'), `${board.name} is deleted.`);
  };
  return {
    title: board.name,
    trail: trail(link('Boards', 'boards')),
    content: [
      element(
        'div',
        { className: 'actions' },
        linkButton('Calibrate', 'boards', id, 'calibrate'),
        linkButton('Edit', 'boards', id, 'edit'),
        linkButton('Its changes', 'audit', 'board', id),
        actionButton('Delete', remove, context, 'danger'),
      ),
      panel('Profile', profileList(board)),
      panel('Coefficient sets', setsOf(coefficientSets)),
      versionsPanel(versions, profileOf),
    ],
  };
}

export async function editBoardView(context: AdminContext, id: string): Promise<View> {
  const path = boardPath(id);
  const seen = await context.client.getTagged<BoardDto>(path);
  const { name } = seen.answer;
  const form = editForm(
    {
      label: `Edit ${name}`,
      path,
      seen,
      fields: profileFields(seen.answer),
      bodyOf: profileOf,
      saved() {
        context.go(addressOf('boards', id), 'The board is saved.');
      },
      again() {
        context.go(addressOf('boards', id, 'edit'));
      },
    },
    context,
  );
  return {
    title: `Edit ${name}`,
    trail: trail(link('Boards', 'boards'), link(name, 'boards', id)),
    content: [panel('What is known of it', form)],
  };
}

const profileList = (board: BoardDto): HTMLElement =>
  element(
    'div',
    { className: 'card' },
    factList([
      ['Identifier', board.id],
      ['Version', String(board.version)],
      ['Power modes', `${board.powerModes.join(', ')} (${board.powerModesSource})`],
      ...boardFacts(board),
    ]),
  );

const errorOf = (error: SetSummary['energyError']): string =>
  error?.meanError == null ? '–' : figures.percent(error.meanError);

const COLUMNS: readonly Column<SetSummary>[] = [
  {
    head: 'Set',
    text: ({ version }) => String(version),
    node: ({ board, version }) => link(`Set ${version}`, 'boards', board, 'sets', version),
  },
  { head: 'Status', text: ({ status }) => status, node: ({ status }) => badge(status) },
  { head: 'Power mode', text: ({ powerMode }) => powerMode },
  { head: 'Runtime', text: ({ runtime }) => runtime },
  { head: 'Precision', text: ({ precision }) => precision },
  { head: 'Batch', text: ({ batch }) => figures.count(batch), isNumber: true },
  { head: 'Boundary', text: ({ boundary }) => boundary },
  { head: 'Energy, mean error', text: ({ energyError }) => errorOf(energyError), isNumber: true },
  { head: 'Latency, mean error', text: ({ latencyError }) => errorOf(latencyError), isNumber: true },
  { head: 'Quality', text: ({ quality }) => quality },
  { head: 'Provenance', text: ({ provenance }) => provenance },
  { head: 'Date', text: ({ date }) => date },
];

function setsOf(sets: readonly SetSummary[]): HTMLElement {
  if (sets.length === 0) {
    return element('p', { className: 'hint' }, 'None yet: no plan can use this board. Calibrate it.');
  }
  const active = sets.filter(({ status }) => status === 'active').length;
  const caption = `${sets.length} coefficient sets, of which plans use ${active}. Errors are those of networks that were held out.`;
  return scrolling(tableOf(caption, COLUMNS, [...sets].reverse()));
}

export const badge = (status: SetSummary['status']): HTMLElement =>
  element('span', { className: `badge ${status}` }, status);
