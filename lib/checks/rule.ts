import type { Tree } from '../render/tree.ts';
import type { CheckFault, Invariant } from './check.ts';
import { type Container, type Entry, type EnvironmentIndex, fileOf, type Pod, treeIndex } from './tree/index.ts';

/** What an invariant says of itself. */
export type RuleText = Omit<Invariant, 'check'>;

/** One place where an object breaks a rule; the rule's own words fill in the rest of the fault. */
export interface Violation {
  /** The field, from the object's root: `spec.replicas`. Empty for the whole object. */
  readonly path: string;
  readonly found: string;
  readonly expected: string;
  /** @default the rule's repair */
  readonly repair?: string;
}

/** A {@link Violation} together with the object that it is in. */
export interface EntryViolation extends Violation {
  readonly entry: Entry;
}

/** The fault of a violation of the rule `text` in `entry`. */
export function faultOf(text: RuleText, entry: Entry, violation: Violation): CheckFault {
  return {
    rule: text.id,
    owner: fileOf(entry.path),
    file: fileOf(entry.path),
    object: entry.id,
    path: violation.path,
    found: violation.found,
    expected: violation.expected,
    repair: violation.repair ?? text.repair,
  };
}

/** A rule over a whole environment, for what no object shows alone. */
export function environmentRule(
  text: RuleText,
  violations: (environment: EnvironmentIndex, rendered: boolean) => Iterable<EntryViolation>,
): Invariant {
  return {
    ...text,
    check(tree: Tree): readonly CheckFault[] {
      const faults: CheckFault[] = [];
      const index = treeIndex(tree);
      for (const environment of index.environments) {
        for (const violation of violations(environment, index.rendered)) {
          faults.push(faultOf(text, violation.entry, violation));
        }
      }
      return faults;
    },
  };
}

/** A rule over each object of some kinds; `kinds` undefined means every object. */
export function objectRule(
  text: RuleText,
  kinds: readonly string[] | undefined,
  violations: (entry: Entry, environment: EnvironmentIndex) => Iterable<Violation>,
): Invariant {
  return environmentRule(text, function* (environment) {
    const entries = kinds?.flatMap((kind) => environment.ofKind(kind)) ?? environment.entries;
    for (const entry of entries) for (const violation of violations(entry, environment)) yield { entry, ...violation };
  });
}

/** A rule over each pod and pod template. */
export function podRule(
  text: RuleText,
  violations: (pod: Pod, environment: EnvironmentIndex) => Iterable<Violation>,
): Invariant {
  return environmentRule(text, function* (environment) {
    for (const pod of environment.pods) {
      for (const violation of violations(pod, environment)) yield { entry: pod.entry, ...violation };
    }
  });
}

/** A rule over each container: init, ordinary and ephemeral. */
export function containerRule(
  text: RuleText,
  violations: (container: Container, pod: Pod, environment: EnvironmentIndex) => Iterable<Violation>,
): Invariant {
  return podRule(text, function* (pod, environment) {
    for (const container of pod.containers) yield* violations(container, pod, environment);
  });
}
