export { type Bill, billOf, type Savings } from './bill.ts';
export { type BillChange, compareBills, type LineChange } from './compare.ts';
export { type Line, type Part, parts, total } from './line.ts';
