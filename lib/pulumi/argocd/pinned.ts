import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FaultsError } from '../../model/fault.ts';
import type { PinnedManifest } from './manifest.ts';

/**
 * The version of Argo CD that a project pins.
 * @param root folder of the project, absolute
 * @throws FaultsError if its `versions.json` pins none
 */
export async function readPinnedManifest(root: string): Promise<PinnedManifest> {
  const { argocd } = JSON.parse(await readFile(join(root, 'versions.json'), 'utf8')) as {
    argocd?: Partial<PinnedManifest>;
  };
  const { version, manifest, sha256 } = argocd ?? {};
  if (version !== undefined && manifest !== undefined && sha256 !== undefined) return { version, manifest, sha256 };
  const expected = 'version, manifest and sha256 of Argo CD';
  throw new FaultsError([
    {
      owner: 'versions.json',
      path: 'argocd',
      found: 'not all of it',
      expected,
      repair: 'Take the lines back from git.',
    },
  ]);
}
