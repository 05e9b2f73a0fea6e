import type { ThemeName } from '../../../charts/options/index.js';
import { byId } from './dom.js';

const KEY = 'cutpoint-theme';
const system = matchMedia('(prefers-color-scheme: dark)');

/** What is drawn on now: what the reader chose, else what the system prefers. */
export function currentTheme(): ThemeName {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return system.matches ? 'dark' : 'light';
}

/** Lets the reader choose, and remembers it in this browser. */
export function offerThemes(onChange: () => void): void {
  const select = byId('theme', HTMLSelectElement);
  const use = (choice: string): void => {
    if (choice === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = choice;
  };
  select.value = remembered();
  use(select.value);
  select.addEventListener('change', () => {
    use(select.value);
    remember(select.value);
    onChange();
  });
  system.addEventListener('change', onChange);
}

/** A browser may keep storage from the page; the choice then holds until it is left. */
function remembered(): string {
  try {
    const choice = localStorage.getItem(KEY);
    return choice === 'light' || choice === 'dark' ? choice : 'system';
  } catch {
    return 'system';
  }
}

function remember(choice: string): void {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // Nothing to be done: it is only forgotten.
  }
}
