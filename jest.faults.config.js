import configuration from './jest.config.js';

/** Tests that take minutes: crashes, outages, random requests, overload. One at a time, for they load the machine. */
/** @type {import('jest').Config} */
export default {
  ...configuration,
  roots: ['<rootDir>/test/faults'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
};
