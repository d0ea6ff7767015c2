import { relative, resolve } from 'node:path';

/** Folder of the project that this program belongs to, absolute. */
export const projectRoot = resolve(import.meta.dirname, '..', '..');

/** The folder that trees are rendered into unless somebody says otherwise. */
export const defaultOut = 'dist';

/** A folder that a person named (relative to where they stand), or the project's `dist`; absolute. */
export function outFolder(named: string | undefined): string {
  return named === undefined ? resolve(projectRoot, defaultOut) : resolve(named);
}

/** A path as a person at the current folder writes it. */
export function shown(path: string): string {
  const short = relative(process.cwd(), path);
  if (short === '') return '.';
  return short.length < path.length ? short : path;
}
