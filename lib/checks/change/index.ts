/**
 * Change: what becomes of a cluster when one rendered tree takes the place of another, and what a person must stop for.
 *
 * ```ts
 * const sides = readSides('main', 'HEAD', '../unifyops-infra');  // folders or git revisions; { faults } if they can't be read
 * const found = difference(sides.old.tree, sides.new.tree);      // { risks, traffic, images, objects }
 * differenceMarkdown(found, { old: 'main', new: 'HEAD' });       // for a pull request
 * ```
 *
 * A risk is found by a rule of {@link riskRules}, each in a small file of `risks/`.
 *
 * @module
 */
export { type Change, changes } from './changes.ts';
export type { FieldChange } from './compare/fields.ts';
export { type Difference, difference } from './difference.ts';
export type { ImageMove } from './images.ts';
export { readSides, type Side, type Sides } from './read/sides.ts';
export { differenceJson } from './report/json.ts';
export { differenceMarkdown } from './report/markdown.ts';
export { type Summary, summaryOf } from './report/summary.ts';
export { differenceText, type Names } from './report/text.ts';
export { type Risk, type RiskRule, type RiskText, riskMessage, riskRules } from './risks/index.ts';
export type { TrafficChange, TrafficDifference } from './traffic.ts';
