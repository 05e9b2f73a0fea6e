const swcOptions = {
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

/** @type {import('jest').Config} */
export default {
  roots: ['<rootDir>/src', '<rootDir>/migrations', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  // Those take minutes, or a browser: jest.faults.config.js, jest.browser.config.js.
  testPathIgnorePatterns: ['/node_modules/', '/test/faults/', '/test/browser/'],
  maxWorkers: '100%', // half of the tests wait for a service of theirs
  testEnvironment: 'node',
  testTimeout: 60_000, // of a machine that is busy with other things
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', swcOptions] },
};
