import base from '../../jest.config.js';

/** @type {import('jest').Config} */
export default {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  // One after another, in the order of their numbers: they share two cores, and the first tells most about a broken tree.
  maxWorkers: 1,
  testSequencer: '<rootDir>/test/e2e/sequencer.cjs',
  testTimeout: 300_000,
  verbose: true,
  coverageThreshold: {},
};
