import { element } from '../../view/dom.js';
import { differenceOf } from './difference.js';
import { panel, scrolling, textOfTime } from './parts.js';

interface Version {
  readonly version: number;
  readonly createdAt: string;
}

/** Everything that ever was said of something, the newest first, and what each version changed. */
export function versionsPanel<Dto extends Version>(
  versions: readonly Dto[],
  bodyOf: (version: Dto) => object,
): HTMLElement {
  const states = versions.map((version, k) => {
    const before = versions[k - 1];
    const title = `Version ${version.version}, ${textOfTime(version.createdAt)}`;
    return element(
      'details',
      { className: 'line' },
      element('summary', {}, title),
      scrolling(differenceOf(before === undefined ? null : bodyOf(before), bodyOf(version))),
    );
  });
  return panel('Versions', ...states.reverse());
}
