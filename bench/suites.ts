import { calibrationSuite } from './calibration/suite.js';
import { rankingSuite } from './calibration/ranking-suite.js';
import { coreSuite } from './core/suite.js';
import { growthSuite } from './growth/suite.js';
import type { Suite } from './harness/suite.js';
import { httpSuite } from './http/suite.js';
import { rankingsSuite } from './rankings/suite.js';
import { responsivenessSuite } from './responsiveness/suite.js';
import { scissionSuite } from './scission/suite.js';
import { startUpSuite } from './start-up/suite.js';

/** By the name that the command line knows it by, in the order in which all are run. */
export const SUITES: Readonly<Record<string, Suite>> = {
  core: coreSuite,
  http: httpSuite,
  growth: growthSuite,
  startup: startUpSuite,
  responsiveness: responsivenessSuite,
  scission: scissionSuite,
  rankings: rankingsSuite,
  calibration: calibrationSuite,
  ranking: rankingSuite,
};
