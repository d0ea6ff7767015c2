import type { Tree } from '../../render/tree.ts';
import { type Entry, fileOf } from '../tree/index.ts';
import { type Comparison, compare, type Pair } from './compare/comparison.ts';
import { type FieldChange, fieldChanges } from './compare/fields.ts';
import { compareText } from './compare/text.ts';

/** What happens to one object. */
export interface Change {
  readonly change: 'added' | 'changed' | 'removed';
  /** Folder of the environment; empty for a folder of YAML without environments. */
  readonly environment: string;
  /** `Deployment uo-dev/identity-auth-api`. */
  readonly object: string;
  /** File in the new tree, of a removed object in the old one. */
  readonly file: string;
  /** What differs in a changed object; empty for the others and for one that only moved. */
  readonly fields: readonly FieldChange[];
  /**
   * The folder that the object was in, if it is in another application now.
   * @default the same folder
   */
  readonly movedFrom?: string;
}

/** Every object that differs between two trees, sorted by environment and file. */
export function changes(oldTree: Tree, newTree: Tree): readonly Change[] {
  return compare(oldTree, newTree).flatMap(changesOf);
}

/** The objects of one environment that differ, sorted by file. */
export function changesOf(comparison: Comparison): readonly Change[] {
  const changed = new Set(comparison.changed);
  return [
    ...comparison.added.map((entry) => whole('added', comparison, entry)),
    ...comparison.removed.map((entry) => whole('removed', comparison, entry)),
    ...comparison.pairs.flatMap((pair) => keptObject(comparison, pair, changed.has(pair))),
  ].sort((a, b) => compareText(a.file, b.file) || compareText(a.object, b.object));
}

function whole(change: 'added' | 'removed', { environment }: Comparison, entry: Entry): Change {
  return { change, environment, object: entry.id, file: fileOf(entry.path), fields: [] };
}

function keptObject({ environment }: Comparison, pair: Pair, differs: boolean): readonly Change[] {
  const moved = pair.old.application !== pair.new.application;
  const fields = differs ? fieldChanges(pair.old.object, pair.new.object) : [];
  if (!moved && fields.length === 0) return [];
  const { id, path } = pair.new;
  return [
    {
      change: 'changed',
      environment,
      object: id,
      file: fileOf(path),
      fields,
      ...(moved ? { movedFrom: pair.old.application } : {}),
    },
  ];
}
