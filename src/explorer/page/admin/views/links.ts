import { figures } from '../../../../charts/options/index.js';
import type { LinkProfileDto, LinkProfileListDto, LinkVersionListDto } from '../../../../links/index.js';
import { tableOf, type Column } from '../../panels/table.js';
import { element } from '../../view/dom.js';
import { addressOf, type AdminContext, type View } from '../context.js';
import { confirmed } from '../parts/dialog.js';
import { editForm } from '../parts/edit-form.js';
import { actionButton, makeForm } from '../parts/form.js';
import { link, linkButton, panel, scrolling, textOfTime, trail } from '../parts/parts.js';
import { versionsPanel } from '../parts/versions.js';
import { linkBodyOf, linkFields, newLinkFields } from './link-fields.js';

const rateOf = (rate: number | null | undefined): string =>
  rate === null || rate === undefined ? 'the request says it' : figures.rate(rate);

const COLUMNS: readonly Column<LinkProfileDto>[] = [
  { head: 'Link', text: ({ name }) => name, node: ({ id, name }) => link(name, 'links', id) },
  { head: 'Identifier', text: ({ id }) => id },
  { head: 'Rate up', text: ({ uplink }) => rateOf(uplink.rateMbps), isNumber: true },
  { head: 'Rate down', text: ({ downlink }) => rateOf(downlink.rateMbps), isNumber: true },
  {
    head: 'Round trip',
    text: ({ roundTripMs }) =>
      roundTripMs === null || roundTripMs === undefined
        ? 'the request says it'
        : figures.latency(roundTripMs),
    isNumber: true,
  },
  {
    head: 'Radio up',
    text: ({ uplink }) => `${figures.digits(uplink.radioSlopeMwPerMbps)} nJ/bit`,
    isNumber: true,
  },
  { head: 'Version', text: ({ version }) => figures.count(version), isNumber: true },
  { head: 'Changed', text: ({ updatedAt }) => textOfTime(updatedAt) },
];

export async function linksView({ client }: AdminContext): Promise<View> {
  const { links } = await client.get<LinkProfileListDto>('links');
  return {
    title: 'Links',
    content: [
      element('div', { className: 'actions' }, linkButton('New link', 'new-link')),
      scrolling(tableOf(`${links.length} links, by identifier`, COLUMNS, links)),
    ],
  };
}

export function newLinkView(context: AdminContext): View {
  const fields = newLinkFields();
  const form = makeForm(
    {
      label: 'New link',
      action: 'Create the link',
      content: fields.content,
      async act() {
        const { id, name } = await context.client.post<LinkProfileDto>('links', fields.read());
        context.go(addressOf('links', id), `${name} is created.`);
      },
    },
    context,
  );
  return {
    title: 'New link',
    trail: trail(link('Links', 'links')),
    content: [panel('What is known of it', form)],
  };
}

/** A link: its figures to be changed, and its versions. */
export async function linkView(context: AdminContext, id: string): Promise<View> {
  const { client } = context;
  const path = `links/${encodeURIComponent(id)}`;
  const [seen, { versions }] = await Promise.all([
    client.getTagged<LinkProfileDto>(path),
    client.get<LinkVersionListDto>(`${path}/versions`),
  ]);
  const { name } = seen.answer;
  const remove = async (): Promise<void> => {
    const isWanted = await confirmed({
      title: `Delete ${name}?`,
      text: `Plans can no longer use ${id}. Its versions, and plans that were saved, stay.`,
      action: 'Delete the link',
      isDestructive: true,
    });
    if (!isWanted) return;
    await client.act('DELETE', path, seen.tag);
    context.go(addressOf('links'), `${name} is deleted.`);
  };
  const again = (done?: string): void => {
    context.go(addressOf('links', id), done);
  };
  const form = editForm(
    {
      label: `Edit ${name}`,
      path,
      seen,
      fields: linkFields(seen.answer),
      bodyOf: linkBodyOf,
      saved() {
        again('The link is saved.');
      },
      again,
    },
    context,
  );
  return {
    title: name,
    trail: trail(link('Links', 'links')),
    content: [
      element(
        'div',
        { className: 'actions' },
        linkButton('Its changes', 'audit', 'link', id),
        actionButton('Delete', remove, context, 'danger'),
      ),
      panel('What is known of it', form),
      versionsPanel(versions, linkBodyOf),
    ],
  };
}
