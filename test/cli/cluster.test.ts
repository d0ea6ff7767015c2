import { afterAll, describe, expect, test } from '@jest/globals';
import { Project } from './project.ts';

const project = new Project();
afterAll(() => project.remove());

const hosts = `{
  version: 'v1.36.3+k3s1',
  servers: [{ name: 's1', address: '192.0.2.11', hostKey: 'ssh-ed25519 ${'A'.repeat(68)}' }],
  ssh: { user: 'ops', key: '/nowhere/key' },
}`;
const withHosts = <T>(work: () => Promise<T>): Promise<T> =>
  project.with('environments/dev.ts', (before) => before.replace('k3s()', `k3s(${hosts})`), work);

describe('unifyops cluster', () => {
  test('wants a cluster of hosts', async () => {
    const { code, stderr } = await project.unifyops('cluster', 'plan', '--env', 'local');
    expect(code).toBe(1);
    expect(stderr).toContain(
      '[environment local] cluster: found a cluster without hosts, expected a cluster of its own hosts.',
    );
  });

  test('names the environment that a cluster was borrowed from', async () => {
    const borrow = (before: string) => before.replace('existing()', "k3s({ of: 'dev' })");
    const { stderr } = await project.with('environments/local.ts', borrow, () =>
      project.unifyops('cluster', 'plan', '--env', 'local'),
    );
    expect(stderr).toContain('found a cluster borrowed from dev, expected a cluster of its own hosts. Say --env dev.');
  });

  test('tells what this machine lacks before it connects', async () => {
    const { code, stderr } = await withHosts(() => project.unifyops('cluster', 'plan', '--env', 'dev'));
    expect(code).toBe(1);
    expect(stderr).toContain("[environment dev] cluster.ssh.key: found /nowhere/key, which can't be read (ENOENT)");
  });

  test.each([
    [['cluster', 'plan'], "required option '-e, --env <name>' not specified"],
    [['cluster', 'uninstall', '--env', 'dev'], "required option '--yes <name>' not specified"],
  ])('%j is a line and exit code 2', async (words, message) => {
    const { code, stderr } = await project.unifyops(...words);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test('destroys nothing under another name, and rotates only what it knows', async () => {
    await withHosts(async () => {
      const destroy = await project.unifyops('cluster', 'uninstall', '--env', 'dev', '--yes', 'prod');
      expect(destroy.stderr).toContain('found --yes prod, expected --yes dev, since data is lost');
      const restore = await project.unifyops(
        'cluster',
        'restore',
        'a',
        '--env',
        'dev',
        '--yes',
        'dev',
        '--token',
        '/no',
      );
      expect(restore.stderr).toContain(
        "found /no, which can't be read (ENOENT), expected a readable file with the token",
      );
      const rotate = await project.unifyops('cluster', 'rotate', 'everything', '--env', 'dev');
      expect(rotate.stderr).toContain('found everything, expected token, certificates or authorities');
    });
  });
});
