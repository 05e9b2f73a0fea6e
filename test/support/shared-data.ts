import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const REPOSITORY = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Folder of published measurements and models; not part of the repository. */
const DATA_FOLDER = process.env.CUTPOINT_DATA ?? path.resolve(REPOSITORY, '../shared/data');

/** True where the data that a suite needs is there. */
export const hasSharedData = (relative: string): boolean => existsSync(sharedPath(relative));

export const sharedPath = (relative: string): string => path.join(DATA_FOLDER, relative);

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
