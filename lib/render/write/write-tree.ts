import { mkdirSync, realpathSync, statSync } from 'node:fs';
import { FaultsError, throwFaults } from '../../model/fault.ts';
import type { Tree } from '../tree.ts';
import { toYaml } from '../yaml.ts';
import { asFaults, notAFolder } from './errors.ts';
import { exists } from './files.ts';
import { headerOf } from './header.ts';
import { pathFaults } from './paths.ts';
import { planWrites, type WritePlan } from './plan.ts';
import { recover, replace } from './replace.ts';
import type { Scope } from './scope.ts';
import { closeStaging, hideStaging, openStaging, stagingOf } from './staging.ts';
import { uninterrupted } from './uninterrupted.ts';

/** How a tree is written. */
export interface WriteOptions {
  /** What the tree covers: our files in it that the tree does not have are removed, our files outside of it stay. */
  readonly scope: Scope;
}

/** What a synth did, as paths relative to the output folder, in order. */
export interface WriteReport {
  /** New files, and files that had another text. */
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
}

/**
 * Makes the folder `out` hold the tree: one YAML file an object, under a first line that makes it ours. Our files that the
 * tree no longer has are removed; what is not ours is never touched. Nothing is written if nothing changes.
 *
 * The rendered files are all the old ones or all the new ones. What changes is staged first and then moved into place by
 * the fewest renames there can be; a run that is killed between two of them is finished by the next run.
 * @throws FaultsError with everything that is in the way, or with what the file system said; the files are as they were then
 */
export async function writeTree(tree: Tree, out: string, options: WriteOptions): Promise<WriteReport> {
  throwFaults(pathFaults(tree.keys(), options.scope));
  const texts = textsOf(tree);
  try {
    return await writeTexts(texts, out, options.scope);
  } catch (error) {
    throw asFaults(error, out);
  }
}

async function writeTexts(texts: ReadonlyMap<string, string>, out: string, scope: Scope): Promise<WriteReport> {
  const staging = stagingOf(folderAt(out));
  const plan = (): WritePlan => planWrites(texts, staging.root, out, scope);
  if (!exists(staging.folder)) {
    const unlocked = plan();
    if (isDone(unlocked)) return reportOf(unlocked);
  }
  return uninterrupted(() => {
    openStaging(staging, out);
    try {
      hideStaging(staging);
      recover(staging);
      // Again, now that nobody else writes.
      const locked = plan();
      if (!isDone(locked)) replace(staging, locked);
      return reportOf(locked);
    } finally {
      closeStaging(staging);
    }
  });
}

/** The whole text of every file, in the order of the paths. */
function textsOf(tree: Tree): ReadonlyMap<string, string> {
  const paths = [...tree.keys()].sort();
  return new Map(paths.map((path) => [path, `${headerOf(path)}\n${toYaml(tree.get(path)!)}`]));
}

/** The folder's absolute path, free of symbolic links. Made if there is none. */
function folderAt(out: string): string {
  const found = statSync(out, { throwIfNoEntry: false });
  if (found === undefined) mkdirSync(out, { recursive: true });
  else if (!found.isDirectory()) throw new FaultsError([notAFolder(out)]);
  return realpathSync(out);
}

function isDone({ writes, removes }: WritePlan): boolean {
  return writes.size === 0 && removes.length === 0;
}

function reportOf({ writes, removes, unchanged }: WritePlan): WriteReport {
  return { written: [...writes.keys()], removed: removes, unchanged };
}
