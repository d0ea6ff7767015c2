export { type JsonReport, jsonReport } from './json.ts';
export { junitReport } from './junit.ts';
export { placesIn, type ReadSource } from './place.ts';
export type { CheckReport } from './report.ts';
export { sarifReport } from './sarif.ts';
export { type TextOptions, textReport, usesColor } from './text.ts';
