import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Fault } from '../model/fault.ts';
import { foundText } from '../model/input/parse.ts';

/** The values that a module of a project exports, in the order of their names, or why it can't be loaded. */
export type Exports<T> = { readonly values: readonly T[] } | { readonly faults: readonly Fault[] };

/**
 * Loads a TypeScript module of a project.
 * @param root folder of the project, absolute
 * @param path of the module below it: `stacks/index.ts`
 * @throws the module's own error, if it doesn't come from a file that people write
 */
export async function exportsOf<T>(root: string, path: string): Promise<Exports<T>> {
  try {
    const exported = Object.entries((await import(pathToFileURL(join(root, path)).href)) as Record<string, T>);
    const odd = exported.filter(([, value]) => !isPlain(value));
    if (odd.length > 0) return { faults: odd.map(([name, value]) => exportFault(path, name, value)) };
    return { values: exported.map(([, value]) => value) };
  } catch (error) {
    const place = error instanceof Error ? placeOf(error, root) : undefined;
    if (place === undefined) throw error;
    return { faults: [loadFault(error as Error, root, place)] };
  }
}

function isPlain(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Promise);
}

function exportFault(path: string, name: string, value: unknown): Fault {
  return {
    owner: path,
    path: name,
    found: value instanceof Promise ? 'a promise' : typeof value === 'function' ? 'a function' : foundText(value),
    expected: 'an object',
    repair: 'Export the thing itself, or take the export out.',
  };
}

interface Place {
  /** Relative to the project. */
  readonly file: string;
  readonly line: string;
}

/**
 * The first place in `stacks/`, `environments/` or `rules/` that the error's stack names: where a person can mend it. A module that
 * isn't there can't be mended, the one that imports it can.
 */
function placeOf({ stack = '' }: Error, root: string): Place | undefined {
  const text = stack.slice(Math.max(0, stack.indexOf("' imported from ")));
  for (const prefix of [pathToFileURL(root).href, root]) {
    const start = `${prefix}/`.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    const [, file, line] =
      new RegExp(`${start}((?:stacks|environments|rules)/[^\\s:]+\\.ts)(?::(\\d+))?`).exec(text) ?? [];
    if (file !== undefined) return { file, line: line === undefined ? '' : `line ${line}` };
  }
  return undefined;
}

function loadFault(error: Error, root: string, { file, line }: Place): Fault {
  return {
    owner: file,
    path: line,
    found: `the error "${error.message.replaceAll(`${root}${sep}`, '')}"`,
    expected: 'a module that loads',
    repair: 'Mend the file.',
  };
}
