import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { throwFaults } from '../model/fault.ts';
import { loadPlatform, type Platform } from './platform.ts';

/** What describing a platform takes, of all that a revision holds. */
const wanted = ['environments', 'lib', 'package.json', 'stacks', 'versions.json'];

/**
 * Everything that people had written at a git revision of a project; the work tree is not touched.
 * @param root folder of the project, absolute
 * @throws FaultsError if there is no such revision, or it can't be read
 */
export async function loadRevision(root: string, revision: string, names: readonly string[] = []): Promise<Platform> {
  const folder = mkdtempSync(join(tmpdir(), 'unifyops-revision-'));
  try {
    unpack(root, revision, folder);
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    return await loadPlatform(folder, names);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function unpack(root: string, revision: string, folder: string): void {
  const run = (program: string, words: readonly string[], input?: Buffer) =>
    spawnSync(program, words, { input, maxBuffer: Number.POSITIVE_INFINITY });
  const archive = run('git', ['-C', root, 'archive', '--format=tar', '--end-of-options', revision, ...wanted]);
  if (archive.status === 0 && run('tar', ['-x', '-C', folder], archive.stdout).status === 0) return;
  throwFaults([
    {
      owner: '--diff',
      path: '',
      found: `"${revision}" (${archive.error?.message ?? archive.stderr.toString('utf8').split('\n')[0]})`,
      expected: 'a branch, tag or commit of this project',
      repair: 'Correct the name, or fetch the revision: a clone may be shallow.',
    },
  ]);
}
