export { type JsonReport, jsonReport } from './json.ts';
export { junitReport } from './junit.ts';
export type { CheckReport } from './report.ts';
export { type ReadSource, sarifReport } from './sarif.ts';
export { type TextOptions, textReport, usesColor } from './text.ts';
