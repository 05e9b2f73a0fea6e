import type { AdminContext, View } from './context.js';
import { partsOf } from './context.js';
import { auditView } from './views/audit.js';
import { boardView, editBoardView } from './views/board.js';
import { boardsView, newBoardView } from './views/boards.js';
import { calibrationView } from './views/calibration.js';
import { setView } from './views/coefficient-set.js';
import { keysView } from './views/keys.js';
import { linksView, linkView, newLinkView } from './views/links.js';

/** The view at an address, and the entry of the menu that it belongs to. */
export interface Route {
  readonly menu: 'boards' | 'links' | 'keys' | 'audit';
  readonly open: (context: AdminContext) => View | Promise<View>;
}

/** Whatever is no address of a view leads to the boards. */
export function routeOf(address: string): Route {
  const [place, id, part, version] = partsOf(address);
  switch (place) {
    case 'new-board':
      return { menu: 'boards', open: newBoardView };
    case 'links':
      return { menu: 'links', open: (context) => (id ? linkView(context, id) : linksView(context)) };
    case 'new-link':
      return { menu: 'links', open: newLinkView };
    case 'keys':
      return { menu: 'keys', open: keysView };
    case 'audit':
      return { menu: 'audit', open: (context) => auditView(context, id, part) };
    default:
      return { menu: 'boards', open: place === 'boards' && id ? boardRoute(id, part, version) : boardsView };
  }
}

function boardRoute(id: string, part: string | undefined, version: string | undefined): Route['open'] {
  if (part === 'edit') return (context) => editBoardView(context, id);
  if (part === 'calibrate') return (context) => calibrationView(context, id);
  if (part === 'sets' && version) return (context) => setView(context, id, version);
  return (context) => boardView(context, id);
}
