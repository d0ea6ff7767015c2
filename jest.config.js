/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/e2e/',
    '<rootDir>/test/browser/',
    '<rootDir>/test/mutation/',
  ],
  maxWorkers: '100%',
  testTimeout: 120_000, // a bound for a hang, generous enough for a busy machine
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2024', experimental: { keepImportAttributes: true } },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  coverageProvider: 'v8',
  // files that hold types alone have no line to cover, and would count as not covered
  collectCoverageFrom: [
    'lib/**/*.ts',
    '!lib/**/*-props.ts',
    '!lib/checks/check.ts',
    '!lib/checks/schema/schema-node.ts',
    '!lib/model/plan/plan.ts',
    '!lib/render/tree.ts',
  ],
  coverageThreshold: {
    './lib/model/': { lines: 95 },
    './lib/render/': { lines: 95 },
    './lib/checks/': { lines: 95 },
  },
};
