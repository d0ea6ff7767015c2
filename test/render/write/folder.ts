import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from '@jest/globals';
import { FaultsError, faultMessage } from '../../../lib/model/fault.ts';

const made: string[] = [];

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new output folder, removed after the test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'unifyops-write-'));
  made.push(folder);
  return folder;
}

/** Puts a file of someone else into the folder. */
export function putForeign(root: string, path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  chmodSync(join(root, path), mode);
}

/** Puts a symbolic link of someone else into the folder. */
export function putLink(root: string, path: string, target: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  symlinkSync(target, join(root, path));
}

/** Every entry under the folder but the staging folder: what it is, its mode, number, time of change and content. */
export function allOf(root: string, prefix = ''): Record<string, string> {
  const entries: Record<string, string> = {};
  for (const name of readdirSync(join(root, prefix)).sort()) {
    const path = prefix + name;
    if (path === '.unifyops') continue;
    const { mode, ino, mtimeMs } = lstatSync(join(root, path));
    const isFolder = lstatSync(join(root, path)).isDirectory();
    entries[path] = `${mode.toString(8)} ${ino} ${isFolder ? '' : `${mtimeMs} ${contentOf(join(root, path))}`}`;
    if (isFolder) Object.assign(entries, allOf(root, `${path}/`));
  }
  return entries;
}

function contentOf(file: string): string {
  if (lstatSync(file).isSymbolicLink()) return readlinkSync(file);
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** The `text` of every rendered file under the folder, by path: what `treeOf` was given. */
export function renderedIn(root: string, prefix = ''): Record<string, string> {
  const files: Record<string, string> = {};
  if (!existsSync(root)) return files;
  for (const entry of readdirSync(join(root, prefix), { withFileTypes: true })) {
    const path = prefix + entry.name;
    if (entry.name.startsWith('.') || entry.isSymbolicLink()) continue;
    if (entry.isDirectory()) Object.assign(files, renderedIn(root, `${path}/`));
    else if (entry.name.endsWith('.yaml')) {
      const text = readFileSync(join(root, path), 'utf8');
      if (text.startsWith(`# ${path} - rendered by unifyops`)) files[path] = /\n {2}text: (.*)\n/.exec(text)?.[1] ?? '';
    }
  }
  return files;
}

/** The messages of the faults that the work throws. */
export async function messagesOf(work: Promise<unknown>): Promise<readonly string[]> {
  try {
    await work;
  } catch (error) {
    if (error instanceof FaultsError) return error.faults.map(faultMessage);
    throw error;
  }
  throw new Error('the work threw no faults');
}
