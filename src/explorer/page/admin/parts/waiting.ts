import { element } from '../../view/dom.js';

/** A bar that runs while something is worked on of which nobody knows how long it takes, and says how long it took. */
export function waiting(label: string): {
  readonly root: HTMLElement;
  during<T>(work: Promise<T>): Promise<T>;
} {
  const bar = element('progress', { ariaLabel: label });
  const said = element('p', { className: 'hint' });
  const status = element('p', { className: 'unseen', role: 'status' });
  const root = element('div', { className: 'waiting' }, status, element('div', { hidden: true }, bar, said));
  const shown = root.lastElementChild as HTMLElement;
  return {
    root,
    async during(work) {
      const start = performance.now();
      const tell = (): void => {
        said.textContent = `${label} … ${Math.round((performance.now() - start) / 1e3)} s`;
      };
      tell();
      status.textContent = `${label} …`;
      shown.hidden = false;
      const ticking = setInterval(tell, TICK_MS);
      try {
        return await work;
      } finally {
        clearInterval(ticking);
        shown.hidden = true;
        status.textContent = '';
      }
    },
  };
}

const TICK_MS = 1000;
