import type { Client } from '../api/client.js';
import { RefusedError } from '../api/problem.js';
import { clearRefusal, showRefusal } from '../controls/faults.js';
import { KeyForm } from '../controls/key-form.js';
import { byId, element } from '../view/dom.js';
import { offerThemes } from '../view/theme.js';
import type { AdminContext, View } from './context.js';
import { FitPreview } from './parts/fit-preview.js';
import { routeOf } from './routes.js';

const UNAUTHORISED = 401;

/** The words of the service are for whoever writes requests. */
const NO_KEY = new RefusedError({
  title: 'The key does not hold',
  detail: 'This key does not hold: the service does not know it, or it was revoked or has expired.',
  status: UNAUTHORISED,
});

/** What there is to administer, once a key with the role admin was typed in. */
export class AdminPage {
  private readonly main = byId('admin', HTMLElement);
  private readonly done = byId('done', HTMLElement);
  private readonly context: AdminContext;
  private readonly keyForm = new KeyForm((key) => {
    this.client.useKey(key);
    void this.unlock();
  });
  /** What was done, for the next view to say. */
  private saying = '';
  private isUnlocked = false;
  /** Of the latest view that was asked for; an earlier one that arrives later is not shown. */
  private asked = 0;

  constructor(private readonly client: Client) {
    const preview = new FitPreview();
    this.context = {
      client,
      preview,
      reasons: new Map(),
      go: (address, done = '') => {
        this.saying = done;
        this.go(address);
      },
      refuse: (error, root) => {
        this.refuse(error, root);
      },
    };
    offerThemes(() => {
      preview.redraw();
    });
    byId('forget', HTMLButtonElement).addEventListener('click', () => {
      location.reload();
    });
    // The address behind the # is that of the view, which a jump within the page must not change.
    byId('skip', HTMLAnchorElement).addEventListener('click', (event) => {
      event.preventDefault();
      document.querySelector<HTMLElement>(this.isUnlocked ? 'h1' : '#key')?.focus();
    });
    addEventListener('hashchange', () => {
      if (this.isUnlocked) void this.open();
    });
  }

  /** Only an administrator may list keys: the key is tried on that before anything is shown. */
  private async unlock(): Promise<void> {
    try {
      await this.client.get('keys');
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      byId('key-reason', HTMLElement).className = 'fault';
      this.keyForm.ask(error.problem.status === UNAUTHORISED ? NO_KEY : error);
      return;
    }
    // Who had to type in another key goes on where they were.
    if (this.isUnlocked) return;
    this.isUnlocked = true;
    byId('bar', HTMLElement).hidden = false;
    await this.open();
  }

  private go(address: string): void {
    if (location.hash === address) void this.open();
    else location.hash = address;
  }

  /** Shows what the address says. */
  private async open(): Promise<void> {
    const turn = ++this.asked;
    const route = routeOf(location.hash);
    for (const entry of document.querySelectorAll<HTMLAnchorElement>('#menu a')) {
      entry.ariaCurrent = entry.hash === `#${route.menu}` ? 'page' : null;
    }
    clearRefusal();
    this.main.ariaBusy = 'true';
    try {
      const view = await route.open(this.context);
      if (turn === this.asked) this.show(view);
    } catch (error) {
      if (turn === this.asked) this.show({ title: 'This cannot be shown', content: [] });
      this.refuse(error, document);
    }
    if (turn === this.asked) this.main.ariaBusy = 'false';
  }

  private show({ title, trail, content }: View): void {
    document.title = `${title} – Cutpoint administration`;
    const heading = element('h1', { tabIndex: -1 }, title);
    byId('view', HTMLElement).replaceChildren(...(trail === undefined ? [] : [trail]), heading, ...content);
    this.done.textContent = this.saying;
    this.saying = '';
    scrollTo({ top: 0 });
    heading.focus();
  }

  private refuse(error: unknown, root: ParentNode): void {
    if (!(error instanceof RefusedError)) throw error;
    showRefusal(error, root);
    if (error.asksForKey) this.keyForm.ask(error);
  }
}
