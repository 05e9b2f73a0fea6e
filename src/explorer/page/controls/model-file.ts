import { byId } from '../view/dom.js';

/** Takes a model file that is dropped on the page or chosen. */
export function acceptModelFiles(take: (file: File) => void): void {
  const input = byId('model', HTMLInputElement);
  const area = byId('drop', HTMLElement);
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file !== undefined) take(file);
  });
  // Files are welcome anywhere; a browser would otherwise leave the page and open them.
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    area.classList.add('over');
  });
  document.addEventListener('dragleave', () => {
    area.classList.remove('over');
  });
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    area.classList.remove('over');
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) take(file);
  });
}
