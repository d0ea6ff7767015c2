import { statSync } from 'node:fs';
import type { Fault } from '../../../model/fault.ts';
import { nearest } from '../../../model/nearest.ts';
import type { Tree } from '../../../render/tree.ts';
import { type ReadResult, readTree } from '../../read/index.ts';
import { git } from './git.ts';
import { type Parsed, readRevision } from './revision.ts';

/** One side of a comparison. */
export interface Side {
  /** As the person named it: a folder or a revision. */
  readonly name: string;
  readonly tree: Tree;
}

/** Both sides, or everything that keeps them from being read. */
export type Sides = { readonly old: Side; readonly new: Side } | { readonly faults: readonly Fault[] };

/**
 * Reads both sides, each a folder of manifests or a git revision (branch, tag, commit, `HEAD~1`) of the repository that `repo`
 * is a folder of. Of a revision, only what is below `repo` is read. Broken input never throws.
 */
export function readSides(oldName: string, newName: string, repo: string): Sides {
  const parsed: Parsed = new Map();
  const [old, next] = [oldName, newName].map((name) => readSide(name, repo, parsed));
  const faults = [...old!.faults, ...next!.faults];
  if (faults.length > 0) return { faults };
  return { old: { name: oldName, tree: old!.tree }, new: { name: newName, tree: next!.tree } };
}

type SideResult = { readonly tree: Tree; readonly faults: readonly Fault[] };

function readSide(name: string, repo: string, parsed: Parsed): SideResult {
  const isFolder = statSync(name, { throwIfNoEntry: false })?.isDirectory() ?? false;
  // `./main` is a folder and nothing else.
  const commit = /^(?:\.{0,2}\/|\.{1,2}$)/.test(name) ? undefined : commitOf(name, repo);
  if (isFolder && commit !== undefined) return broken(ambiguous(name));
  if (isFolder) return named(name, '/', readTree(name, ''));
  if (commit === undefined) return broken(unknown(name, repo));
  const read = readRevision(repo, commit, parsed);
  return read.tree.size === 0 && read.faults.length === 0 ? broken(empty(name)) : named(name, ':', read);
}

/** The hash of the commit that a revision means, undefined if it means none. */
function commitOf(revision: string, repo: string): string | undefined {
  const answer = git(repo, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  return answer.ok ? answer.output.toString('utf8').trim() : undefined;
}

/** The faults say which side they are of: `main:prod/shop/Service.api.yaml`. */
function named(name: string, separator: string, { tree, faults }: ReadResult): SideResult {
  const prefix = name.endsWith('/') ? name : `${name}${separator}`;
  return {
    tree,
    faults: faults.map((fault) => ({ ...fault, owner: fault.owner === '' ? name : `${prefix}${fault.owner}` })),
  };
}

function broken(fault: Fault): SideResult {
  return { tree: new Map(), faults: [fault] };
}

function ambiguous(name: string): Fault {
  return {
    owner: name,
    path: '',
    found: 'a folder and a git revision of this name',
    expected: 'one of the two',
    repair: `Write ./${name} for the folder, or refs/heads/${name} for the branch.`,
  };
}

function empty(name: string): Fault {
  return {
    owner: name,
    path: '',
    found: 'no manifest',
    expected: 'a revision with .yaml, .yml or .json files that hold Kubernetes objects',
    repair: 'Name another revision, or the folder of the repository that they are in with --repo.',
  };
}

function unknown(name: string, repo: string): Fault {
  const answer = git(repo, ['for-each-ref', '--format=%(refname:short)']);
  if (!answer.ok) {
    return {
      owner: name,
      path: '',
      found: `no folder, and no git repository at ${repo} (${answer.complaint})`,
      expected: 'a folder of manifests, or a revision of a git repository',
      repair: 'Correct the folder, or name the infra repository with --repo.',
    };
  }
  const meant = nearest(name, answer.output.toString('utf8').split('\n').filter(Boolean));
  return {
    owner: name,
    path: '',
    found: 'no such folder and no such revision',
    expected: `a folder of manifests, or a branch, tag or commit (--repo ${repo})`,
    repair:
      meant === undefined
        ? 'Correct the name, or fetch the revision: a clone may be shallow.'
        : `Did you mean ${meant}?`,
  };
}
