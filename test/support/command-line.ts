import { execFile } from 'node:child_process';

/** How the program ended, and what it said. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as it is built. */
export const cutpoint = (...arguments_: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['dist/src/cli/main.js', ...arguments_], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
