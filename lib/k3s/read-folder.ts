import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault, K3sHostsProps } from '../model/index.ts';
import { homePath } from '../ssh/index.ts';
import type { FolderRelease, FolderReleases } from './plan/release.ts';
import type { SentFile } from './plan/steps.ts';

/** Releases for hosts without internet, by `uname -m`: or why the folder is of no use. */
export interface ReadFolder {
  readonly releases: FolderReleases;
  readonly faults: readonly Fault[];
}

const architectures = {
  x86_64: { name: 'amd64', file: 'k3s' },
  aarch64: { name: 'arm64', file: 'k3s-arm64' },
} as const;

/** Reads and verifies the folder that hosts are installed from; nothing to read if they download. */
export function readFolder(owner: string, { source, sha256, version }: K3sHostsProps): ReadFolder {
  if (source?.kind !== 'folder') return { releases: {}, faults: [] };
  const folder = homePath(source.path);
  const faults: Fault[] = [];
  const wrong = (found: string, expected: string, repair: string) =>
    void faults.push({ owner, path: 'cluster.source', found, expected, repair });
  const releases: Record<string, FolderRelease> = {};
  for (const [machine, { name, file }] of Object.entries(architectures)) {
    const sums = readSums(join(folder, `sha256sum-${name}.txt`));
    if (sums === undefined) continue;
    const listed = sums.get(file);
    const found = sumOfFile(join(folder, file));
    if (listed === undefined || found !== listed || (sha256 !== undefined && name === 'amd64' && found !== sha256)) {
      const has = found ?? 'no such file';
      wrong(
        `${file} with the checksum ${has}`,
        sha256 ?? listed ?? 'one that the list names',
        `Copy ${version} again.`,
      );
      continue;
    }
    const target = `/var/lib/rancher/unifyops/k3s-${version}`;
    const program: SentFile = { path: join(folder, file), target, sha256: found, mode: '755' };
    releases[machine] = { program, images: imagesOf(folder, name) };
  }
  if (Object.keys(releases).length === 0 && faults.length === 0)
    wrong(`no sha256sum-amd64.txt in ${source.path}`, 'a folder with a release', `Copy the files of ${version} there.`);
  return { releases, faults };
}

function imagesOf(folder: string, architecture: string): readonly SentFile[] {
  return readdirSync(folder)
    .filter((file) => file.startsWith(`k3s-airgap-images-${architecture}.tar`))
    .map((file) => ({
      path: join(folder, file),
      target: `/var/lib/rancher/k3s/agent/images/${file}`,
      sha256: sumOfFile(join(folder, file)) ?? '',
      mode: '644',
    }));
}

function readSums(path: string): ReadonlyMap<string, string> | undefined {
  try {
    const lines = readFileSync(path, 'utf8').trim().split('\n');
    return new Map(lines.map((line) => line.trim().split(/\s+\*?/)).map(([sum = '', file = '']) => [file, sum]));
  } catch {
    return undefined;
  }
}

function sumOfFile(path: string): string | undefined {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch {
    return undefined;
  }
}
