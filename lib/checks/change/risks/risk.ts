import { type Entry, fileOf } from '../../tree/index.ts';
import type { Comparison, Pair } from '../compare/comparison.ts';
import { type ContainerPair, containerPairs } from '../images.ts';
import type { TrafficDifference } from '../traffic.ts';

/** A change that a person must stop for. */
export interface Risk {
  /** The rule's id: `immutable/selector`. */
  readonly id: string;
  /** Folder of the environment; empty for a folder of YAML without environments. */
  readonly environment: string;
  /** `Deployment uo-dev/identity-auth-api`, or a folder for what concerns a whole application. */
  readonly object: string;
  /** File in the new tree, of what is removed in the old one; a folder for a whole application. */
  readonly file: string;
  /** The field, from the object's root; empty for the whole object. */
  readonly path: string;
  /** What changes, without subject and full stop: `falls from 3 to 1`. */
  readonly what: string;
  /** A sentence or two: what comes of it. */
  readonly reason: string;
  /** A sentence or two: what to do. */
  readonly repair: string;
}

/** `[file] path: what. Reason Repair`. */
export function riskMessage({ file, path, what, reason, repair }: Risk): string {
  return `[${file}] ${path === '' ? '' : `${path}: `}${what}. ${reason} ${repair}`;
}

/** What a rule says of itself. */
export interface RiskText {
  /** Short and stable: `immutable/selector`. */
  readonly id: string;
  /** What it looks for, as half a sentence: `a selector changes`. */
  readonly title: string;
  /** What comes of it, in full sentences. */
  readonly reason: string;
  /** What to do, in full sentences. */
  readonly repair: string;
  /** Where that is written: a document's address. */
  readonly reference: string;
}

/** A rule that looks at one environment before and after. */
export interface RiskRule extends RiskText {
  find(comparison: Comparison, traffic: TrafficDifference): Iterable<Finding>;
}

/** One place where a rule applies; the rule's own words fill in what it leaves out. */
export interface Finding {
  readonly path: string;
  readonly what: string;
  /** @default the rule's reason */
  readonly reason?: string;
  /** @default the rule's repair */
  readonly repair?: string;
  readonly object: string;
  readonly file: string;
}

/** A finding about the object that the rule was given. */
export type ObjectFinding = Omit<Finding, 'object' | 'file'>;

/** The risk that a finding of `rule` means. */
export function riskOf(rule: RiskText, environment: string, finding: Finding): Risk {
  return {
    id: rule.id,
    environment,
    object: finding.object,
    file: finding.file,
    path: finding.path,
    what: finding.what,
    reason: finding.reason ?? rule.reason,
    repair: finding.repair ?? rule.repair,
  };
}

/** A finding about the object of `entry`. */
export function about(entry: Entry, finding: ObjectFinding): Finding {
  return { object: entry.id, file: fileOf(entry.path), ...finding };
}

/** A rule over each object of some kinds that differs. */
export function changedRule(
  text: RiskText,
  kinds: readonly string[],
  findings: (old: Entry, next: Entry, comparison: Comparison) => Iterable<ObjectFinding>,
): RiskRule {
  return pairRule(text, kinds, (comparison) => comparison.changed, findings);
}

/** A rule over each object of some kinds that is on both sides, for what depends on other objects too. */
export function keptRule(
  text: RiskText,
  kinds: readonly string[],
  findings: (old: Entry, next: Entry, comparison: Comparison) => Iterable<ObjectFinding>,
): RiskRule {
  return pairRule(text, kinds, (comparison) => comparison.pairs, findings);
}

function pairRule(
  text: RiskText,
  kinds: readonly string[],
  pairsOf: (comparison: Comparison) => readonly Pair[],
  findings: (old: Entry, next: Entry, comparison: Comparison) => Iterable<ObjectFinding>,
): RiskRule {
  return {
    ...text,
    *find(comparison) {
      for (const pair of pairsOf(comparison)) {
        if (!kinds.includes(pair.new.type)) continue;
        for (const finding of findings(pair.old, pair.new, comparison)) yield about(pair.new, finding);
      }
    },
  };
}

/** A rule over each object of some kinds that leaves the tree. */
export function removedRule(
  text: RiskText,
  kinds: readonly string[],
  findings: (old: Entry, comparison: Comparison) => Iterable<ObjectFinding>,
): RiskRule {
  return entryRule(text, kinds, ({ removed }) => removed, findings);
}

/** A rule over each object of some kinds that comes into the tree. */
export function addedRule(
  text: RiskText,
  kinds: readonly string[],
  findings: (next: Entry, comparison: Comparison) => Iterable<ObjectFinding>,
): RiskRule {
  return entryRule(text, kinds, ({ added }) => added, findings);
}

function entryRule(
  text: RiskText,
  kinds: readonly string[],
  entriesOf: (comparison: Comparison) => readonly Entry[],
  findings: (entry: Entry, comparison: Comparison) => Iterable<ObjectFinding>,
): RiskRule {
  return {
    ...text,
    *find(comparison) {
      for (const entry of entriesOf(comparison)) {
        if (!kinds.includes(entry.type)) continue;
        for (const finding of findings(entry, comparison)) yield about(entry, finding);
      }
    },
  };
}

/** One rule that finds what either of two finds; both have the same words. */
export function both(first: RiskRule, second: RiskRule): RiskRule {
  return {
    ...first,
    *find(comparison, traffic) {
      yield* first.find(comparison, traffic);
      yield* second.find(comparison, traffic);
    },
  };
}

/** A rule over each container that is on both sides, of an object that differs. */
export function containerRule(
  text: RiskText,
  findings: (containers: ContainerPair, comparison: Comparison) => Iterable<ObjectFinding>,
): RiskRule {
  return {
    ...text,
    *find(comparison) {
      for (const pair of comparison.changed) {
        for (const containers of containerPairs(comparison, pair)) {
          for (const finding of findings(containers, comparison)) yield about(pair.new, finding);
        }
      }
    },
  };
}
