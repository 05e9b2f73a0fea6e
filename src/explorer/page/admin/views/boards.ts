import type { BoardDto, BoardListDto } from '../../../../boards/index.js';
import { figures } from '../../../../charts/options/index.js';
import { tableOf, type Column } from '../../panels/table.js';
import { element } from '../../view/dom.js';
import { addressOf, type AdminContext, type View } from '../context.js';
import { makeForm } from '../parts/form.js';
import { link, linkButton, panel, scrolling, textOfTime, trail } from '../parts/parts.js';
import { newBoardFields } from './board-fields.js';

const COLUMNS: readonly Column<BoardDto>[] = [
  { head: 'Board', text: ({ name }) => name, node: ({ id, name }) => link(name, 'boards', id) },
  { head: 'Identifier', text: ({ id }) => id },
  {
    head: 'Active sets',
    text: ({ coefficientSets }) => figures.count(coefficientSets.length),
    isNumber: true,
  },
  { head: 'Power modes', text: ({ powerModes }) => powerModes.join(', ') },
  { head: 'Version', text: ({ version }) => figures.count(version), isNumber: true },
  { head: 'Changed', text: ({ updatedAt }) => textOfTime(updatedAt) },
];

/** Every board. */
export async function boardsView({ client }: AdminContext): Promise<View> {
  const { boards } = await client.get<BoardListDto>('boards');
  return {
    title: 'Boards',
    content: [
      element('div', { className: 'actions' }, linkButton('New board', 'new-board')),
      scrolling(tableOf(`${boards.length} boards, by identifier`, COLUMNS, boards)),
    ],
  };
}

export function newBoardView(context: AdminContext): View {
  const fields = newBoardFields();
  const form = makeForm(
    {
      label: 'New board',
      action: 'Create the board',
      content: fields.content,
      async act() {
        const { id, name } = await context.client.post<BoardDto>('boards', fields.read());
        context.go(addressOf('boards', id), `${name} is created. Calibrate it, so that plans can use it.`);
      },
    },
    context,
  );
  return {
    title: 'New board',
    trail: trail(link('Boards', 'boards')),
    content: [panel('What is known of it', form)],
  };
}
