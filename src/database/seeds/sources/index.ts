import type { SeedData } from '../seed-data.js';
import { icasspFits } from './icassp-jetson.js';
import { mlperfFits } from './mlperf.js';
import { raspberryPi4Fit } from './raspberry-pi-4.js';
import { raspberryPi5Fits } from './raspberry-pi-5.js';
import type { SeedFit } from './request.js';

export type { SeedFit } from './request.js';

/** Every fit behind the seeds; a new source is a file and a line here. `date` is the day of the fit, ISO 8601. */
export const seedFits = (data: SeedData, date: string): SeedFit[] => [
  ...icasspFits(data, date),
  raspberryPi4Fit(data, date),
  ...raspberryPi5Fits(data, date),
  ...mlperfFits(data, date),
];
