import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Folder of published measurements and models; not part of the repository. Tests and benchmarks run in its root. */
const dataFolder = (): string => process.env.CUTPOINT_DATA ?? '../shared/data';

/** True where the data that a suite needs is there. */
export const hasSharedData = (relative: string): boolean => existsSync(sharedPath(relative));

export const sharedPath = (relative: string): string => path.resolve(dataFolder(), relative);

/** The caller says what the file holds. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export const readSharedJson = <T>(relative: string): T =>
  JSON.parse(readFileSync(sharedPath(relative), 'utf8')) as T;

export const readSharedBytes = (relative: string): Uint8Array => readFileSync(sharedPath(relative));

/** `describe`, or a skipped suite that says which data it misses. */
export function describeWithData(name: string, relative: string, suite: () => void): void {
  if (hasSharedData(relative)) describe(name, suite);
  else
    describe.skip(`${name} (skipped: no ${sharedPath(relative)}; set CUTPOINT_DATA to the data folder)`, () => {
      it('needs the data', () => undefined);
    });
}
