import type { RefusedError } from '../api/problem.js';
import { byId } from '../view/dom.js';

/** Asks for a key where the service wants one. */
export class KeyForm {
  private readonly form = byId('key-form', HTMLFormElement);
  private readonly input = byId('key', HTMLInputElement);

  constructor(use: (key: string) => void) {
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.form.hidden = true;
      use(this.input.value);
      this.input.value = '';
    });
  }

  ask({ problem }: RefusedError): void {
    byId('key-reason', HTMLElement).textContent = problem.detail;
    this.form.hidden = false;
    this.input.focus();
  }
}
