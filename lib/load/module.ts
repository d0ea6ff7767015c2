import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Fault } from '../model/fault.ts';

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
    return { values: Object.values((await import(pathToFileURL(join(root, path)).href)) as Record<string, T>) };
  } catch (error) {
    const place = error instanceof Error ? placeOf(error, root) : undefined;
    if (place === undefined) throw error;
    return { faults: [loadFault(error as Error, root, place)] };
  }
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
