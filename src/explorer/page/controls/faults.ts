import type { RefusedError } from '../api/problem.js';
import { byId, element } from '../view/dom.js';

const FAULT = 'fault';

/** Says what was refused: each fault at the control that it is about, the rest above the answer. */
export function showRefusal({ problem }: RefusedError): void {
  clearRefusal();
  const unplaced = (problem.errors ?? []).filter((fault) => {
    const control = controlAt(fault.pointer);
    if (control !== null) mark(control, textOf(fault));
    return control === null;
  });
  const box = byId('problem', HTMLElement);
  box.hidden = false;
  box.replaceChildren(
    element('strong', {}, problem.title),
    element('p', {}, problem.detail),
    ...unplaced.map((fault) => element('p', {}, `${fault.pointer}: ${textOf(fault)}`)),
  );
}

export function clearRefusal(): void {
  byId('problem', HTMLElement).hidden = true;
  for (const note of document.querySelectorAll(`.${FAULT}`)) note.remove();
  for (const control of document.querySelectorAll('[aria-invalid]')) {
    control.removeAttribute('aria-invalid');
    control.removeAttribute('aria-describedby');
  }
}

interface Fault {
  readonly pointer: string;
  readonly detail: string;
  readonly accepted?: string;
}

const textOf = ({ detail, accepted }: Fault): string =>
  accepted === undefined ? detail : `${detail}; accepted: ${accepted}`;

/** The control whose part of the request holds the pointer; of several the one that says it most closely. */
function controlAt(pointer: string): HTMLElement | null {
  let [closest, length]: [HTMLElement | null, number] = [null, 0];
  for (const control of document.querySelectorAll<HTMLElement>('[data-pointer]')) {
    for (const own of control.dataset.pointer?.split(' ') ?? []) {
      const holds = pointer === own || pointer.startsWith(`${own}/`);
      if (holds && own.length > length) [closest, length] = [control, own.length];
    }
  }
  return closest;
}

function mark(control: HTMLElement, text: string): void {
  const id = `${control.id}-${FAULT}`;
  control.setAttribute('aria-invalid', 'true');
  control.setAttribute('aria-describedby', id);
  control.after(element('p', { id, className: FAULT }, text));
}
