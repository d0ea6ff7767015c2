import type { Tree } from '../../../render/tree.ts';
import { EnvironmentIndex, groupBy } from '../../tree/environment.ts';
import { type Entry, type TreeIndex, treeIndex } from '../../tree/index.ts';
import { same } from './same.ts';

/** An object before and after. */
export interface Pair {
  readonly old: Entry;
  readonly new: Entry;
}

/** One environment before and after. An environment that is in one tree alone is empty in the other. */
export interface Comparison {
  /** Folder of the environment; empty for a folder of YAML without environments. */
  readonly environment: string;
  readonly old: EnvironmentIndex;
  readonly new: EnvironmentIndex;
  /** Every object that is on both sides, sorted by the new path. */
  readonly pairs: readonly Pair[];
  /** The pairs that differ at all. */
  readonly changed: readonly Pair[];
  /** Objects that only the new side has, sorted by path. */
  readonly added: readonly Entry[];
  /** Objects that only the old side has, sorted by path. */
  readonly removed: readonly Entry[];
  /** All environments of both trees. */
  readonly trees: Trees;
}

/** Both trees as wholes. */
export interface Trees {
  /** True if folders mean environments and applications on both sides. */
  readonly rendered: boolean;
  readonly old: TreeIndex;
  readonly new: TreeIndex;
}

/**
 * Pairs the objects of two trees by API group, kind, namespace and name, environment by environment. A rendered tree against
 * any other folder is compared as one environment.
 */
export function compare(oldTree: Tree, newTree: Tree): readonly Comparison[] {
  const old = treeIndex(oldTree);
  const next = treeIndex(newTree);
  const trees: Trees = { rendered: old.rendered && next.rendered, old, new: next };
  const before = environmentsOf(old, next.rendered);
  const after = environmentsOf(next, old.rendered);
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.map((name) =>
    compareEnvironment(
      before.get(name) ?? new EnvironmentIndex(name, []),
      after.get(name) ?? new EnvironmentIndex(name, []),
      trees,
    ),
  );
}

function environmentsOf(index: TreeIndex, otherIsRendered: boolean): ReadonlyMap<string, EnvironmentIndex> {
  if (index.rendered && !otherIsRendered) {
    return new Map([
      [
        '',
        new EnvironmentIndex(
          '',
          index.environments.flatMap(({ entries }) => entries),
        ),
      ],
    ]);
  }
  return new Map(index.environments.map((environment) => [environment.name, environment]));
}

function compareEnvironment(old: EnvironmentIndex, next: EnvironmentIndex, trees: Trees): Comparison {
  const before = groupBy(old.entries, (entry) => [identity(entry)]);
  const pairs: Pair[] = [];
  const added: Entry[] = [];
  for (const entry of next.entries) {
    // Two objects of one name are a fault of another check; here each meets its own.
    const partner = before.get(identity(entry))?.shift();
    if (partner === undefined) added.push(entry);
    else pairs.push({ old: partner, new: entry });
  }
  const left = new Set([...before.values()].flat());
  return {
    environment: next.name,
    old,
    new: next,
    pairs,
    changed: pairs.filter((pair) => !same(pair.old.object, pair.new.object)),
    added,
    removed: old.entries.filter((entry) => left.has(entry)),
    trees,
  };
}

function identity({ group, kind, namespace, name }: Entry): string {
  return `${group}/${kind}/${namespace}/${name}`;
}
