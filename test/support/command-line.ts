import { execFile } from 'node:child_process';

/** How a program ended, and what it said. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Node.js with arguments. */
export const execute = (...arguments_: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, arguments_, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });

/** Runs the command line as it is built. */
export const cutpoint = (...arguments_: string[]): Promise<Ended> =>
  execute('dist/src/program/cutpoint.js', ...arguments_);
