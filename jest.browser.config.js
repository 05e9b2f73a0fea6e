import configuration from './jest.config.js';

/** Tests that use the pages in a browser, one after another. Without Chromium they are skipped, and say so. */
/** @type {import('jest').Config} */
export default {
  ...configuration,
  roots: ['<rootDir>/test/browser'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
};
