import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Tree } from '../../../../lib/render/tree.ts';
import { writeTree } from '../../../../lib/render/write/index.ts';
import { type GitServer, startGitServer } from './git-server.ts';

const run = promisify(execFile);

/** A push: what a webhook tells. */
export interface Push {
  readonly before: string;
  readonly after: string;
  /** Paths that it touched. */
  readonly changed: readonly string[];
}

/** The infra repo, with a server that Argo CD reads it from. */
export interface InfraRepo {
  /** What Argo CD clones. */
  readonly address: string;
  /** Working copy. */
  readonly folder: string;
  readonly server: GitServer;
  /** Renders the tree into the working copy, commits and pushes what changed. */
  readonly push: (tree: Tree, message: string) => Promise<Push>;
  /** Commits and pushes whatever a test did to the working copy by hand. */
  readonly pushByHand: (message: string) => Promise<Push>;
  /** `git revert` of the newest commit, pushed. */
  readonly revert: () => Promise<Push>;
}

/** Makes an empty repository below `folder` and serves it. */
export async function createInfraRepo(folder: string): Promise<InfraRepo> {
  const name = 'unifyops-infra.git';
  const bare = join(folder, 'served', name);
  const copy = join(folder, 'copy');
  mkdirSync(bare, { recursive: true });
  const identity = {
    GIT_AUTHOR_NAME: 'e2e',
    GIT_AUTHOR_EMAIL: 'e2e@localhost',
    GIT_COMMITTER_NAME: 'e2e',
    GIT_COMMITTER_EMAIL: 'e2e@localhost',
  };
  // A person's own settings (signing, hooks, another default branch) have no say here.
  const env = { PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: '1', ...identity };
  const git = async (...args: readonly string[]) =>
    (await run('git', args, { cwd: copy, env, maxBuffer: 1 << 26 })).stdout.trim();
  await run('git', ['init', '--quiet', '--bare', '--initial-branch=main', bare], { env });
  await run('git', ['clone', '--quiet', bare, copy], { env });
  await git('checkout', '--quiet', '-b', 'main');
  await git('commit', '--quiet', '--allow-empty', '--message=Begin');
  await git('push', '--quiet', 'origin', 'main');
  const server = await startGitServer(join(folder, 'served'));
  const publish = async (change: () => Promise<unknown>): Promise<Push> => {
    const before = await git('rev-parse', 'HEAD');
    await change();
    await git('push', '--quiet', 'origin', 'main');
    const after = await git('rev-parse', 'HEAD');
    return { before, after, changed: (await git('diff', '--name-only', before, after)).split('\n').filter(Boolean) };
  };
  const commit = async (message: string) => {
    await git('add', '--all');
    await git('commit', '--quiet', '--allow-empty', `--message=${message}`);
  };
  return {
    address: server.address(name),
    folder: copy,
    server,
    push: (tree, message) =>
      publish(async () => {
        await writeTree(tree, copy, { scope: 'all' });
        await commit(message);
      }),
    pushByHand: (message) => publish(() => commit(message)),
    revert: () => publish(() => git('revert', '--no-edit', 'HEAD')),
  };
}
