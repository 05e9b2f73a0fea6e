import { figures } from '../../../../charts/options/index.js';
import { element } from '../../view/dom.js';

interface FileDrop {
  readonly root: HTMLElement;
  readonly file: () => File | null;
}

/** Takes a table that is dropped on its area, or chosen, and shows its first lines. */
export function fileDrop(label: string, pointer: string): FileDrop {
  let file: File | null = null;
  const input = element('input', { type: 'file', accept: '.csv,text/csv', id: 'table' });
  input.dataset.pointer = pointer;
  const said = element('p', { className: 'hint', role: 'status' });
  const lines = element('pre', { className: 'lines', hidden: true, tabIndex: 0, ariaLabel: 'First lines' });
  const root = element(
    'div',
    { className: 'drop' },
    element('label', { htmlFor: input.id }, label),
    input,
    said,
    lines,
  );
  const take = async (taken: File): Promise<void> => {
    file = taken;
    const text = await taken.slice(0, HEAD_BYTES).text();
    if (file !== taken) return;
    said.textContent = `${taken.name}, ${figures.size(taken.size)}. Its first lines:`;
    lines.textContent = text.split(/\r?\n/).slice(0, HEAD_LINES).join('\n');
    lines.hidden = false;
  };
  input.addEventListener('change', () => {
    const chosen = input.files?.[0];
    if (chosen !== undefined) void take(chosen);
  });
  onDrop(root, (dropped) => {
    // The input would go on saying that nothing is chosen.
    input.files = dropped;
    if (dropped[0] !== undefined) void take(dropped[0]);
  });
  return { root, file: () => file };
}

const HEAD_BYTES = 4096;
const HEAD_LINES = 8;

function onDrop(area: HTMLElement, take: (files: FileList) => void): void {
  area.addEventListener('dragover', (event) => {
    event.preventDefault();
    area.classList.add('over');
  });
  area.addEventListener('dragleave', () => {
    area.classList.remove('over');
  });
  area.addEventListener('drop', (event) => {
    event.preventDefault();
    area.classList.remove('over');
    if (event.dataTransfer !== null) take(event.dataTransfer.files);
  });
}
