// Adds up the results of several Jest runs (--json) and fails when a run failed or executed nothing.
import { readFileSync } from 'node:fs';

const runs = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const sum = (field) => runs.reduce((total, run) => total + run[field], 0);

console.log(
  `${sum('numPassedTests')} passed, ${sum('numFailedTests')} failed, ${sum('numPendingTests')} skipped`,
);
if (runs.length === 0 || runs.some((run) => !run.success || run.numPassedTests === 0)) process.exitCode = 1;
