export type { Scope } from './scope.ts';
export { type WriteOptions, type WriteReport, writeTree } from './write-tree.ts';
