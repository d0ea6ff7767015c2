import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Repository } from '../checks/change/read/repository.ts';
import { type Outcome, run } from './project.ts';

jest.setTimeout(60_000);

const program = join(import.meta.dirname, '..', '..', 'bin', 'unifyops.ts');
const deployment = (replicas: number) =>
  `apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: api } }
  template: { metadata: { labels: { app: api } }, spec: { containers: [{ name: main, image: "shop/api:1.0" }] } }
`;

let repository: Repository;
const unifyops = (...args: readonly string[]): Promise<Outcome> => run([program, ...args], { cwd: repository.folder });

beforeAll(() => {
  repository = new Repository();
  repository.write('api.yaml', deployment(3));
  repository.commit();
  repository.write('api.yaml', deployment(1));
  repository.commit();
});
afterAll(() => repository.remove());

describe('unifyops diff', () => {
  test('tells what two revisions differ in, and what to stop for', async () => {
    expect(await unifyops('diff', 'HEAD~1', 'main')).toEqual({
      code: 0,
      stderr: '',
      stdout: `HEAD~1 → main: 1 risk, objects +0 −0 ~1

Stop for these
  capacity/replicas Deployment shop/api
      [api.yaml] spec.replicas: falls from 3 to 1.
      The pods that are left carry the whole load, and one fewer may fail.
      Make sure that fewer pods carry the load, and that no disruption budget is left without a pod to spare.

Objects
  ~ Deployment shop/api
      spec.replicas: 3 → 1
`,
    });
  });

  test('exits with 1 for a risk only if it is told to', async () => {
    expect(await unifyops('diff', 'HEAD~1', 'HEAD', '--fail-on', 'risk')).toMatchObject({ code: 1 });
    expect(await unifyops('diff', 'HEAD', 'HEAD~1', '--fail-on', 'risk')).toMatchObject({ code: 0 });
  });

  test('compares a revision with the folder as it stands, of a repository elsewhere', async () => {
    const outcome = await run([program, 'diff', 'HEAD', repository.folder, '--repo', repository.folder], { cwd: '/' });
    expect(outcome).toEqual({ code: 0, stderr: '', stdout: `HEAD → ${repository.folder}: nothing changes\n` });
  });

  test('writes Markdown for a pull request and JSON for programs', async () => {
    const markdown = await unifyops('diff', 'HEAD~1', 'HEAD', '--format', 'markdown');
    expect(markdown.stdout).toMatch(/^\*\*1 risk\*\* · objects \+0 −0 ~1 \(`HEAD~1` → `HEAD`\)\n/);
    const json = JSON.parse((await unifyops('diff', 'HEAD~1', 'HEAD', '--format', 'json')).stdout);
    expect(json).toMatchObject({ old: 'HEAD~1', new: 'HEAD', risks: [{ id: 'capacity/replicas' }] });
  });

  test('gives no verdict over a side that can not be read: one line and exit code 2', async () => {
    expect(await unifyops('diff', 'mian', 'HEAD')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        '[mian] found no such folder and no such revision, expected a folder of manifests, or a branch, tag or commit (--repo .). Did you mean main?\n1 fault\n',
    });
    const json = JSON.parse((await unifyops('diff', 'mian', 'HEAD', '--format', 'json')).stdout);
    expect(json.faults).toMatchObject([{ owner: 'mian' }]);
  });

  test('names a folder without manifests as it was typed', async () => {
    mkdirSync(join(repository.folder, 'nothing'));
    const { code, stderr } = await unifyops('diff', './nothing', '.');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^\[\.\/nothing\] found no manifest, .*\n1 fault\n$/);
  });

  test('gives no verdict over network policies that can not be understood', async () => {
    const policy = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a, namespace: shop }\n';
    repository.write('policy.yaml', `${policy}spec: { podSelector: {}, ingress: [{ ports: [{ port: 99999 }] }] }\n`);
    const { code, stdout, stderr } = await unifyops('diff', 'HEAD', '.');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^\[new policy\.yaml NetworkPolicy shop\/a\] .*99999/);
  });

  test('has help with examples', async () => {
    const { code, stdout } = await unifyops('diff', '--help');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}\$ npx unifyops diff main HEAD --repo/m);
  });
});
