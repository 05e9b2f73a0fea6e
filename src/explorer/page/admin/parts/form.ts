import { clearRefusal } from '../../controls/faults.js';
import { element } from '../../view/dom.js';
import type { AdminContext } from '../context.js';

interface FormOptions {
  readonly label: string;
  readonly content: readonly Node[];
  /** What its button says. */
  readonly action: string;
  /** What it does; a refusal is shown at the fields. */
  readonly act: (form: HTMLFormElement) => Promise<void>;
}

/** A form whose faults the service finds: it says at each field what it got and what it accepts. */
export function makeForm(
  { label, content, action, act }: FormOptions,
  context: AdminContext,
): HTMLFormElement {
  const button = element('button', { type: 'submit' }, action);
  const form = element(
    'form',
    { className: 'form', noValidate: true, ariaLabel: label },
    problemBox(),
    ...content,
    element('div', { className: 'actions' }, button),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void whileBusy(button, async () => {
      clearRefusal(form);
      try {
        await act(form);
      } catch (error) {
        context.refuse(error, form);
        const fault = form.querySelector<HTMLElement>('[aria-invalid]');
        if (fault === null) form.scrollIntoView({ block: 'start' });
        else fault.focus();
      }
    });
  });
  return form;
}

/** Where it is said what was refused. */
export function problemBox(): HTMLElement {
  return element('div', { className: 'problem', role: 'alert', hidden: true });
}

/** A button whose refusal is shown in the nearest box around it. */
export function actionButton(
  label: string,
  act: () => Promise<void>,
  context: AdminContext,
  className = '',
): HTMLButtonElement {
  const button = element('button', { type: 'button', className }, label);
  button.addEventListener('click', () => {
    void whileBusy(button, async () => {
      try {
        await act();
      } catch (error) {
        context.refuse(error, document);
      }
    });
  });
  return button;
}

/** Once at a time: who clicks twice wants one thing. */
async function whileBusy(button: HTMLButtonElement, work: () => Promise<void>): Promise<void> {
  if (button.ariaDisabled === 'true') return;
  button.ariaDisabled = 'true';
  try {
    await work();
  } finally {
    button.ariaDisabled = null;
  }
}
