import { posix } from 'node:path';
import type { KubeObject } from '../../../render/tree.ts';
import type { CheckFault } from '../../check.ts';
import { type FileContent, readDocuments } from '../../read/documents.ts';
import { readFault } from '../../read/fault.ts';
import { maxFileBytes, type Note, type ReadResult } from '../../read/index.ts';
import { contentsOf, filesOf, type GitFile } from './blobs.ts';

/** What was read from files, by path and content: a file that two revisions have in common is read once. */
export type Parsed = Map<string, FileContent>;

/**
 * Reads every manifest below `folder` as it was at a commit, just as a folder is read; the work tree is not looked at.
 * @param parsed what was read before; it grows
 */
export function readRevision(folder: string, commit: string, parsed: Parsed): ReadResult {
  const all = filesOf(folder, commit).filter(({ path }) => !isHidden(path));
  const files = all.filter(({ path }) => isManifest(path));
  const unread = files.filter((file) => isReadable(file) && !parsed.has(keyOf(file)));
  const links = all.filter(({ type }) => type === 'link');
  const texts = contentsOf(
    folder,
    [...unread, ...links].map(({ hash }) => hash),
  );
  for (const file of unread) parsed.set(keyOf(file), readDocuments(file.path, texts.get(file.hash)!));
  const contents = files.filter(isReadable).map((file) => ({ file, content: parsed.get(keyOf(file))! }));
  return {
    tree: new Map(contents.flatMap(({ file, content }) => entriesOf(file.path, content))),
    faults: [
      ...links.filter((link) => leadsToManifests(link, texts, all)).map(linkFault),
      ...files.filter(({ bytes }) => bytes > maxFileBytes).map(sizeFault),
      ...contents.flatMap(({ content }) => content.faults),
    ],
    notes: contents.flatMap(({ file, content }): readonly Note[] =>
      content.note === undefined ? [] : [{ file: file.path, reason: content.note }],
    ),
  };
}

function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.') || part === 'node_modules');
}

function isManifest(path: string): boolean {
  return /\.(?:ya?ml|json)$/.test(path);
}

function isReadable({ type, bytes }: GitFile): boolean {
  return type === 'file' && bytes <= maxFileBytes;
}

function keyOf({ path, hash }: GitFile): string {
  return `${hash} ${path}`;
}

function entriesOf(path: string, { objects }: FileContent): readonly (readonly [string, KubeObject])[] {
  return objects.map((object, index) => [index === 0 ? path : `${path}#${index + 1}`, object]);
}

function leadsToManifests(link: GitFile, texts: ReadonlyMap<string, string>, all: readonly GitFile[]): boolean {
  if (isManifest(link.path)) return true;
  const target = posix.join(posix.dirname(link.path), texts.get(link.hash)!);
  return all.some(({ path }) => path.startsWith(`${target}/`));
}

function linkFault({ path }: GitFile): CheckFault {
  return readFault(path, '', {
    found: 'a symbolic link',
    expected: 'a file: links are not followed inside a revision',
    repair: 'Commit the file itself, or check both revisions out and name their folders.',
  });
}

function sizeFault({ path, bytes }: GitFile): CheckFault {
  const mib = (size: number) => `${(size / 1024 / 1024).toFixed(1)} MiB`;
  return readFault(path, '', {
    found: `a file of ${mib(bytes)}`,
    expected: `at most ${mib(maxFileBytes)}`,
    repair: 'Split it, or move it out of the folder if it holds no manifests.',
  });
}
