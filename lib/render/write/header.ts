import { closeSync, constants, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from './errors.ts';

/** Codes of a file that is gone, may not be read, or is not a regular file: none of ours. */
const NOT_OURS = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENXIO', 'EISDIR']);
/** A symbolic link is not followed, a named pipe does not block. */
const CAUTIOUS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
const LF = 10;
const CR = 13;

/** The first line of the file at `path` (relative to the output folder): what makes the file ours, there and nowhere else. */
export function headerOf(path: string): string {
  return `# ${path} - rendered by unifyops; edit the stack, not this file.`;
}

/** Whether the file `root/path` is ours: its first line is the header of that very path. */
export function isOwn(root: string, path: string): boolean {
  const header = Buffer.from(headerOf(path));
  const start = readStart(join(root, path), header.length + 1);
  if (start === undefined || !start.subarray(0, header.length).equals(header)) return false;
  const next = start[header.length];
  return next === undefined || next === LF || next === CR;
}

/** Up to `length` bytes from the start of a regular file. */
function readStart(file: string, length: number): Buffer | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, CAUTIOUS);
    const buffer = Buffer.allocUnsafe(length);
    return buffer.subarray(0, readSync(descriptor, buffer, 0, length, 0));
  } catch (error) {
    if (NOT_OURS.has(errorCode(error) ?? '')) return undefined;
    throw error;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
