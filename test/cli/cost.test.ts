import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Project } from './project.ts';

describe('unifyops cost', () => {
  const project = new Project();
  const git = (...words: readonly string[]) => spawnSync('git', ['-C', project.root, ...words]);
  beforeAll(() => {
    project.write('.gitignore', 'node_modules\n');
    git('init', '--quiet');
    git('add', '.');
    git('-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '--quiet', '--message', 'first');
  });
  afterAll(() => project.remove());

  test('tells the bill of an environment on AWS, and that others have none', async () => {
    const { code, stdout } = await project.unifyops('cost');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^prod: [\d,.]+ USD a month in eu-west-2, running 730 hours\.$/m);
    expect(stdout).toMatch(/^control plane +EKS, standard support +730 hours +0\.1 +73\.00$/m);
    expect(stdout).toContain('dev: runs on machines of your own, AWS sends no bill.');
    expect(stdout).toContain('An estimate, no offer.');
    expect(stdout).toContain("Confirmed by AWS's price list: everything but");
  });

  test('tells programs the same', async () => {
    const { stdout } = await project.unifyops('cost', '--env', 'prod', '--format', 'json');
    const [bill] = JSON.parse(stdout) as readonly { environment: string; month: number; lines: { month: number }[] }[];
    expect(bill?.environment).toBe('prod');
    expect(bill?.lines.reduce((sum, { month }) => sum + month, 0)).toBeCloseTo(bill?.month ?? 0);
  });

  test('says what a change costs, against a revision, for a pull request', async () => {
    const outcome = await project.with(
      'environments/prod.ts',
      (text) => text.replace('eks()', "eks({ nat: 'one' })"),
      () => project.unifyops('cost', '--diff', 'HEAD', '--format', 'markdown'),
    );
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toMatch(/^### prod: -80\.30 USD a month/m);
    expect(outcome.stdout).toContain('| network | NAT gateways | 109.50 | 36.50 | -73.00 |');
  });

  test('runs fewer hours for less', async () => {
    const { stdout } = await project.unifyops('cost', '--env', 'prod', '--hours', '264');
    expect(stdout).toContain('running 264 hours');
  });

  test('refuses an unknown revision and an impossible month', async () => {
    const unknown = await project.unifyops('cost', '--diff', 'nowhere');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('expected a branch, tag or commit of this project');
    const long = await project.unifyops('cost', '--hours', '1000');
    expect(long.stderr).toContain('A number from 1 to 730 is needed');
  });
});
