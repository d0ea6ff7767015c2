import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubeObject, Tree } from '../../render/tree.ts';
import type { CheckFault } from '../check.ts';
import { textOf } from './bytes.ts';
import { type FileContent, readDocuments } from './documents.ts';
import { readFault, unreadable } from './fault.ts';
import { listFiles } from './files.ts';

export { readRule, readRuleText } from './fault.ts';
export { maxFileBytes } from './files.ts';

/** A file that was left out, and why. */
export interface Note {
  readonly file: string;
  readonly reason: string;
}

/** A folder of YAML as a tree. */
export interface ReadResult {
  /** Relative path → object. The second and every further object of one file has `#2`, `#3` … behind its path. */
  readonly tree: Tree;
  /** What could not be read; `path` holds the line. A verdict over `tree` is worth nothing while there are any. */
  readonly faults: readonly CheckFault[];
  /** Files beside the manifests, such as `values.yaml`. */
  readonly notes: readonly Note[];
}

/**
 * Reads every manifest under `folder`. Broken input never throws: it is a fault with file and line. A folder without a single
 * object is a fault too, since a check of nothing would pass.
 * @param name of the folder in faults about all of it: as a person wrote it
 */
export function readTree(folder: string, name = folder): ReadResult {
  const files = listFiles(folder, name);
  const tree = new Map<string, KubeObject>();
  const faults = [...files.faults];
  const notes: Note[] = [];
  for (const file of files.paths) {
    const content = readFile(folder, file);
    content.objects.forEach((object, index) => {
      tree.set(index === 0 ? file : `${file}#${index + 1}`, object);
    });
    faults.push(...content.faults);
    if (content.note !== undefined) notes.push({ file, reason: content.note });
  }
  if (tree.size === 0 && faults.length === 0) faults.push(nothingThere(name));
  return { tree, faults, notes };
}

function readFile(folder: string, file: string): FileContent {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(join(folder, file));
  } catch (error) {
    return { objects: [], faults: [unreadable(file, error)] };
  }
  return readBytes(file, bytes);
}

/** What the bytes of one file hold. */
export function readBytes(file: string, bytes: Uint8Array): FileContent {
  const decoded = textOf(bytes);
  if ('text' in decoded) return readDocuments(file, decoded.text);
  const repair = 'Save the file as UTF-8.';
  const fault = readFault(file, `line ${decoded.line}`, { found: 'bytes that are no text', expected: 'UTF-8', repair });
  return { objects: [], faults: [fault] };
}

function nothingThere(folder: string): CheckFault {
  return readFault(folder, '', {
    found: 'no manifest',
    expected: 'a folder with .yaml, .yml or .json files that hold Kubernetes objects',
    repair: 'Name the folder that the manifests are in.',
  });
}
