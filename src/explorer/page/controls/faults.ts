import type { RefusedError } from '../api/problem.js';
import { element } from '../view/dom.js';

const FAULT = 'fault';

/** Says what was refused: each fault at the control within `root` that it is about, the rest in its box. */
export function showRefusal({ problem }: RefusedError, root: ParentNode = document): void {
  clearRefusal(root);
  const unplaced = (problem.errors ?? []).filter((fault) => {
    const control = controlAt(fault.pointer, root);
    if (control !== null) mark(control, textOf(fault));
    return control === null;
  });
  const box = boxIn(root);
  box.hidden = false;
  box.replaceChildren(
    element('strong', {}, problem.title),
    element('p', {}, problem.detail),
    ...unplaced.map((fault) => element('p', {}, `${fault.pointer}: ${textOf(fault)}`)),
  );
}

export function clearRefusal(root: ParentNode = document): void {
  boxIn(root).hidden = true;
  for (const note of root.querySelectorAll(`.${FAULT}`)) note.remove();
  for (const control of root.querySelectorAll('[aria-invalid]')) {
    control.removeAttribute('aria-invalid');
    control.removeAttribute('aria-describedby');
  }
}

function boxIn(root: ParentNode): HTMLElement {
  const box = root.querySelector<HTMLElement>('.problem');
  if (box === null) throw new Error('.problem: expected a box for what was refused');
  return box;
}

interface Fault {
  readonly pointer: string;
  readonly detail: string;
  readonly accepted?: string;
}

const textOf = ({ detail, accepted }: Fault): string =>
  accepted === undefined ? detail : `${detail}; accepted: ${accepted}`;

/** The control whose part of the request holds the pointer; of several the one that says it most closely. */
function controlAt(pointer: string, root: ParentNode): HTMLElement | null {
  let [closest, length]: [HTMLElement | null, number] = [null, 0];
  for (const control of root.querySelectorAll<HTMLElement>('[data-pointer]')) {
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
