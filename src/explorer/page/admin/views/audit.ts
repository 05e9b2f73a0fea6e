import type { AuditLineDto, AuditPageDto } from '../../../../audit/index.js';
import { element } from '../../view/dom.js';
import { addressOf, type AdminContext, type View } from '../context.js';
import { differenceOf } from '../parts/difference.js';
import { beside, choiceField, textField } from '../parts/fields.js';
import { actionButton, makeForm } from '../parts/form.js';
import { scrolling, time } from '../parts/parts.js';

type Resource = AuditLineDto['resource'];

const RESOURCE_NAMES = {
  '': 'everything',
  board: 'boards',
  'coefficient-set': 'coefficient sets',
  key: 'keys',
  link: 'links',
  network: 'networks',
} as const satisfies Record<Resource | '', string>;

const VERBS = {
  create: 'created',
  replace: 'changed',
  delete: 'deleted',
  activate: 'activated',
  revoke: 'revoked',
} as const satisfies Record<AuditLineDto['action'], string>;

const PAGE_SIZE = 25;

/** Who changed what, the newest first, page by page; all of it, or what a kind of resource or one of them saw. */
export async function auditView(context: AdminContext, resource = '', id = ''): Promise<View> {
  const lines = element('div', { className: 'lines-of-log' });
  const more = actionButton('Older changes', () => addPage(), context);
  let after: string | null = null;
  const addPage = async (): Promise<void> => {
    const page: AuditPageDto = await context.client.get<AuditPageDto>(
      `audit?${queryOf({ resource, id, after }).toString()}`,
    );
    lines.append(...page.lines.map(lineOf));
    after = page.next;
    more.hidden = after === null;
  };
  await addPage();
  if (lines.childElementCount === 0) {
    lines.append(element('p', { className: 'hint' }, 'Nothing was changed that is as asked.'));
  }
  return { title: 'Audit log', content: [filterForm(context, resource, id), lines, more] };
}

function queryOf(asked: Readonly<Record<'resource' | 'id' | 'after', string | null>>): URLSearchParams {
  const given = Object.entries(asked).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return new URLSearchParams([...given, ['limit', String(PAGE_SIZE)]]);
}

function filterForm(context: AdminContext, resource: string, id: string): HTMLFormElement {
  const kind = choiceField({
    label: 'Changes of',
    pointer: '?resource',
    names: RESOURCE_NAMES,
    value: resource as Resource,
  });
  const one = textField({ label: 'Identifier', pointer: '?id', value: id });
  return makeForm(
    {
      label: 'Which changes',
      action: 'Show',
      content: [beside(kind, one)],
      act() {
        context.go(addressOf('audit', kind.read(), one.read() ?? ''));
        return Promise.resolve();
      },
    },
    context,
  );
}

function lineOf({ at, actor, action, resource, resourceId, requestId, before, after }: AuditLineDto) {
  const summary = element(
    'summary',
    {},
    time(at),
    ` ${actor} ${VERBS[action]} ${resource} `,
    element('strong', {}, resourceId),
  );
  const request = requestId === null ? [] : [element('p', { className: 'hint' }, `Request ${requestId}`)];
  const details = element('details', { className: 'line' }, summary);
  // Most lines are never opened, and the state of a coefficient set is long.
  details.addEventListener(
    'toggle',
    () => {
      details.append(scrolling(differenceOf(before, after)), ...request);
    },
    { once: true },
  );
  return details;
}
