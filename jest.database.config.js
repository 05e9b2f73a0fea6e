import configuration from './jest.config.js';

/** What has to do with a database; all else is the same on every one. */
/** @type {import('jest').Config} */
export default {
  ...configuration,
  roots: ['<rootDir>/migrations', '<rootDir>/test'],
  testPathIgnorePatterns: [
    ...configuration.testPathIgnorePatterns,
    '/test/(property|onnx|openapi)/',
    '/test/conformance/(?!scission-over-http)',
    '/test/e2e/command-line',
  ],
};
