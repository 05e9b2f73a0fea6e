import type { PlanRequest } from '../state/plan-request.js';
import { CANDIDATE_FILE } from '../panels/columns.js';
import type { Asked } from '../panels/later-panel.js';
import { toCsv } from '../panels/table.js';
import { copy } from './copy.js';
import { byId } from './dom.js';
import { save } from './save.js';

interface Source {
  readonly current: () => Asked | null;
  readonly needsKey: () => boolean;
  readonly split: (answered: Asked) => Promise<string>;
}

/** The buttons under the answer: each says below them what it did. */
export function offerSharing(source: Source): void {
  onClick('copy-link', () => copied('The link', location.href));
  onClick(
    'copy-curl',
    withAnswer(source, ({ request }) => copied('A curl line', curlOf(request, source.needsKey()))),
  );
  onClick(
    'copy-json',
    withAnswer(source, ({ request }) => copied('The request', JSON.stringify(request, null, 2))),
  );
  onClick(
    'download-plan',
    withAnswer(source, ({ answer }) => {
      const plan = { ...answer };
      // As POST /splits takes it; the file of candidates has them.
      delete plan.candidates;
      delete plan.profile;
      return saved(JSON.stringify(plan, null, 2), 'application/json', `plan-${answer.network.name}.json`);
    }),
  );
  onClick(
    'download-csv',
    withAnswer(source, ({ answer }) =>
      saved(
        toCsv(CANDIDATE_FILE, answer.candidates ?? []),
        'text/csv',
        `candidates-${answer.network.name}.csv`,
      ),
    ),
  );
  onClick(
    'download-split',
    withAnswer(source, (answered) => source.split(answered)),
  );
}

type Action = () => Promise<string> | string;

function onClick(id: string, action: Action): void {
  byId(id, HTMLButtonElement).addEventListener('click', () => {
    const done = byId('done', HTMLElement);
    void Promise.resolve()
      .then(action)
      .catch((error: unknown) => (error as Error).message)
      .then((said) => {
        done.textContent = said;
      });
  });
}

const withAnswer =
  ({ current }: Source, use: (answered: Asked) => Promise<string> | string): Action =>
  () => {
    const answered = current();
    return answered === null ? 'There is no answer yet.' : use(answered);
  };

async function copied(what: string, text: string): Promise<string> {
  await copy(text);
  return `${what} is in the clipboard.`;
}

function saved(content: string, type: string, name: string): string {
  save(new Blob([content], { type }), name);
  return `${name} is downloaded.`;
}

/** A line for a shell. A key is named, never written. */
export function curlOf(request: PlanRequest, needsKey: boolean): string {
  const address = new URL('plans?candidates=all', location.href).href;
  const key = needsKey ? ' -H "authorization: Bearer $CUTPOINT_KEY"' : '';
  const body = JSON.stringify(request).replaceAll("'", String.raw`'\''`);
  return `curl -s '${address}'${key} -H 'content-type: application/json' -d '${body}'`;
}
