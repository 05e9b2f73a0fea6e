import type { ApiKeyDto, ApiKeyListDto, CreatedApiKeyDto, NewApiKeyDto } from '../../../../access/index.js';
import { tableOf, type Column } from '../../panels/table.js';
import { copy } from '../../view/copy.js';
import { element } from '../../view/dom.js';
import { addressOf, type AdminContext, type View } from '../context.js';
import { confirmed, shown } from '../parts/dialog.js';
import { beside, choiceField, textField, type Fields } from '../parts/fields.js';
import { actionButton, makeForm } from '../parts/form.js';
import { panel, scrolling, textOfTime } from '../parts/parts.js';

const ROLE_NAMES = {
  reader: 'reader: reads',
  planner: 'planner: reads and plans',
  admin: 'admin: does everything',
} as const satisfies Record<ApiKeyDto['role'], string>;

/** Every key, and a form to make one more. */
export async function keysView(context: AdminContext): Promise<View> {
  const { keys } = await context.client.get<ApiKeyListDto>('keys');
  const fields = keyFields();
  const form = makeForm(
    {
      label: 'New key',
      action: 'Create the key',
      content: fields.content,
      async act() {
        const created = await context.client.post<CreatedApiKeyDto>('keys', fields.read());
        await showOnce(created);
        context.go(addressOf('keys'), `The key of ${created.name} is created.`);
      },
    },
    context,
  );
  const holding = keys.filter((key) => stateOf(key) === 'holds').length;
  const list = scrolling(
    tableOf(
      `${keys.length} keys, of which ${holding} hold; the newest first`,
      columns(context),
      [...keys].reverse(),
    ),
  );
  return { title: 'Keys', content: [panel('New key', form), panel('Keys', list)] };
}

/** The secret is in this dialog only: the service keeps a hash of it. */
async function showOnce({ name, key }: CreatedApiKeyDto): Promise<void> {
  const secret = element('input', {
    type: 'text',
    readOnly: true,
    value: key,
    id: 'secret',
    spellcheck: false,
  });
  const done = element('p', { className: 'hint', role: 'status' });
  const button = element('button', { type: 'button', className: 'plain' }, 'Copy');
  button.addEventListener('click', () => {
    copy(key).then(
      () => {
        done.textContent = 'The key is in the clipboard.';
      },
      (error: unknown) => {
        done.textContent = `${(error as Error).message}; select it and copy it.`;
        secret.select();
      },
    );
  });
  await shown(
    `The key of ${name}`,
    [
      element('p', {}, 'It is shown this once: copy it now. Nobody can read it again, here or anywhere.'),
      element(
        'div',
        { className: 'row' },
        element('label', { htmlFor: secret.id, className: 'unseen' }, 'Key'),
        secret,
        button,
      ),
      done,
    ],
    'I have it',
  );
}

function keyFields(): Fields<NewApiKeyDto> {
  const name = textField({
    label: 'Name',
    pointer: '/name',
    hint: 'whose it is, or what for',
    isRequired: true,
  });
  const role = choiceField({ label: 'Role', pointer: '/role', names: ROLE_NAMES, value: 'planner' });
  const expires = textField({
    label: 'Holds until',
    pointer: '/expiresAt',
    hint: 'UTC, as 2030-01-31T00:00:00Z; empty: for ever',
  });
  return {
    content: [beside(name, role, expires)],
    read: () => ({ name: name.read(), role: role.read(), expiresAt: expires.read() }),
  };
}

function stateOf({ revokedAt, expiresAt }: ApiKeyDto): 'holds' | 'revoked' | 'expired' {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && new Date(expiresAt).getTime() <= Date.now() ? 'expired' : 'holds';
}

const columns = (context: AdminContext): Column<ApiKeyDto>[] => [
  { head: 'Name', text: ({ name }) => name },
  { head: 'Role', text: ({ role }) => role },
  { head: 'State', text: stateOf, node: (key) => badge(stateOf(key)) },
  { head: 'Created', text: ({ createdAt }) => textOfTime(createdAt) },
  { head: 'Last used', text: ({ lastUsedAt }) => (lastUsedAt === null ? 'never' : textOfTime(lastUsedAt)) },
  { head: 'Holds until', text: ({ expiresAt }) => (expiresAt === null ? 'for ever' : textOfTime(expiresAt)) },
  { head: 'Identifier', text: ({ id }) => id },
  {
    head: 'Revoked',
    text: ({ revokedAt }) => (revokedAt === null ? '' : textOfTime(revokedAt)),
    node: (key) =>
      key.revokedAt === null ? revokeButton(key, context) : new Text(textOfTime(key.revokedAt)),
  },
];

const badge = (state: ReturnType<typeof stateOf>): HTMLElement =>
  element('span', { className: `badge ${state === 'holds' ? 'active' : 'retired'}` }, state);

function revokeButton({ id, name }: ApiKeyDto, context: AdminContext): HTMLElement {
  const revoke = async (): Promise<void> => {
    const isWanted = await confirmed({
      title: `Revoke the key of ${name}?`,
      text: 'It holds no longer, from the next request on, for ever.',
      action: 'Revoke the key',
      isDestructive: true,
    });
    if (!isWanted) return;
    await context.client.act('DELETE', `keys/${encodeURIComponent(id)}`);
    context.go(addressOf('keys'), `The key of ${name} is revoked.`);
  };
  const button = actionButton('Revoke', revoke, context, 'quiet');
  button.ariaLabel = `Revoke the key of ${name}`;
  return button;
}
