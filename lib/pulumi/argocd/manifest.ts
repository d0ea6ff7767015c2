import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { FaultsError } from '../../model/fault.ts';

/** Argo CD's own manifest of a version, as `versions.json` pins it. */
export interface PinnedManifest {
  /** `v3.2.6`. */
  readonly version: string;
  /** Where it is published. */
  readonly manifest: string;
  /** What its bytes must come to, in hexadecimal. */
  readonly sha256: string;
}

/** Where manifests are kept once they were read, by their sum. */
export function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'unifyops', 'argocd');
}

/**
 * The text of the manifest: from the cache, or else from where it is published.
 * @throws FaultsError if it can't be had, or isn't the one that is pinned
 */
export async function readManifest(pinned: PinnedManifest, folder = cacheFolder()): Promise<string> {
  const file = join(folder, `${pinned.sha256}.yaml`);
  const cached = await readFile(file, 'utf8').catch(() => undefined);
  if (cached !== undefined && sumOf(cached) === pinned.sha256) return cached;
  const text = await download(pinned);
  const sum = sumOf(text);
  if (sum !== pinned.sha256) {
    const repair = 'If upstream published it anew, read what changed and pin the new sum; do not go on otherwise.';
    throw fault(pinned, `a file with the sum ${sum}`, `the one with the sum ${pinned.sha256}`, repair);
  }
  await mkdir(folder, { recursive: true });
  const staged = `${file}.${process.pid}.tmp`;
  await writeFile(staged, text);
  await rename(staged, file);
  return text;
}

async function download(pinned: PinnedManifest): Promise<string> {
  const repair = `Let this machine reach it, or put the file into ${cacheFolder()} as ${pinned.sha256}.yaml.`;
  try {
    const response = await fetch(pinned.manifest, { signal: AbortSignal.timeout(60_000) });
    if (response.ok) return await response.text();
    throw new Error(`status ${response.status}`);
  } catch (error) {
    const cause = ((error as Error).cause as Error | undefined)?.message;
    const found = `nothing at ${pinned.manifest} (${cause ?? (error as Error).message})`;
    throw fault(pinned, found, 'the manifest', repair);
  }
}

function sumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function fault({ version }: PinnedManifest, found: string, expected: string, repair: string): FaultsError {
  return new FaultsError([{ owner: 'versions.json', path: `argocd ${version}`, found, expected, repair }]);
}
