import type { Tagged } from '../../api/client.js';
import { RefusedError } from '../../api/problem.js';
import { element } from '../../view/dom.js';
import type { AdminContext } from '../context.js';
import { differenceOf } from './difference.js';
import type { Fields } from './fields.js';
import { makeForm } from './form.js';
import { scrolling } from './parts.js';

interface Edited<Dto, Body extends object> {
  readonly label: string;
  readonly path: string;
  readonly seen: Tagged<Dto>;
  readonly fields: Fields<Body>;
  /** What of a state the form is about. */
  readonly bodyOf: (state: Dto) => Body;
  readonly saved: () => void;
  /** Begins anew, with the state as it is now. */
  readonly again: () => void;
}

const LOST_UPDATE = 412;

/** Changes what was seen. Where somebody else was faster it says what they changed, and asks whose word is to hold. */
export function editForm<Dto, Body extends object>(
  { label, path, seen, fields, bodyOf, saved, again }: Edited<Dto, Body>,
  context: AdminContext,
): HTMLFormElement {
  let { tag } = seen;
  const conflict = element('div', { className: 'conflict' });
  const form: HTMLFormElement = makeForm(
    { label, action: 'Save', content: [conflict, ...fields.content], act: save },
    context,
  );
  return form;

  async function save(): Promise<void> {
    conflict.replaceChildren();
    try {
      await context.client.put(path, fields.read(), tag);
    } catch (error) {
      if (error instanceof RefusedError && error.problem.status === LOST_UPDATE) await showTheirs();
      throw error;
    }
    saved();
  }

  async function showTheirs(): Promise<void> {
    const now = await context.client.getTagged<Dto>(path);
    const difference = differenceOf(bodyOf(seen.answer), bodyOf(now.answer), [
      'As you saw it',
      'As it is now',
    ]);
    const keep = element('button', { type: 'button', className: 'danger' }, 'Save mine over theirs');
    keep.addEventListener('click', () => {
      ({ tag } = now);
      form.requestSubmit();
    });
    const take = element('button', { type: 'button' }, 'Begin again with theirs');
    take.addEventListener('click', again);
    conflict.replaceChildren(
      element('h3', {}, 'What they changed'),
      scrolling(difference),
      element('div', { className: 'actions' }, take, keep),
    );
  }
}
