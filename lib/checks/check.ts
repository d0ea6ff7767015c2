import type { Fault } from '../model/fault.ts';
import type { Tree } from '../render/tree.ts';

/** A fault in a rendered object. `owner` is the file, `path` the field inside the object. */
export interface CheckFault extends Fault {
  /** File relative to the checked folder. */
  readonly file: string;
  /** `Kind namespace/name`, or `Kind name` for objects without a namespace. */
  readonly object: string;
  /** The broken invariant's id. */
  readonly rule: string;
}

/** A rule that every rendered tree keeps. It sees rendered objects alone, never the model that made them. */
export interface Invariant {
  /** Short and stable, `network/default-deny`: people put it in exceptions. */
  readonly id: string;
  /** One sentence that is true of a good tree. */
  readonly title: string;
  readonly why: string;
  readonly repair: string;
  /** Where the rule comes from: a document's or a standard's address. */
  readonly reference: string;
  /** Every violation in the tree, in the order of its paths. */
  check(tree: Tree): readonly CheckFault[];
}
