import { element } from '../../view/dom.js';

interface Question {
  readonly title: string;
  readonly text: string;
  /** What the button says that does it. */
  readonly action: string;
  readonly isDestructive?: boolean;
}

/** Whether the reader wants it; Escape and closing are a no. */
export async function confirmed({ title, text, action, isDestructive = false }: Question): Promise<boolean> {
  const yes = element(
    'button',
    { type: 'submit', value: 'yes', className: isDestructive ? 'danger' : '' },
    action,
  );
  const no = element(
    'button',
    { type: 'submit', value: 'no', className: 'plain', autofocus: true },
    'Cancel',
  );
  return (await answered(title, [element('p', {}, text)], [no, yes])) === 'yes';
}

/** Shows something until it is closed. */
export async function shown(title: string, content: readonly Node[], close: string): Promise<void> {
  await answered(title, content, [element('button', { type: 'submit', value: 'closed' }, close)]);
}

function answered(
  title: string,
  content: readonly Node[],
  buttons: readonly HTMLButtonElement[],
): Promise<string> {
  const heading = element('h2', { id: 'dialog-title' }, title);
  const form = element(
    'form',
    { method: 'dialog' },
    heading,
    ...content,
    element('div', { className: 'actions' }, ...buttons),
  );
  const dialog = element('dialog', { className: 'dialog' }, form);
  dialog.setAttribute('aria-labelledby', heading.id);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
  });
}
