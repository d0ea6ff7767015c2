import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { checkExisting } from '../../../../lib/pulumi/clusters/existing/check.ts';
import { readKubeconfig } from '../../../../lib/pulumi/clusters/existing/kubeconfig.ts';
import { kubeconfigOf, startApiServer } from '../../api-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'unifyops-kubeconfig-'));
const server = await startApiServer(['there']);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server.close();
});

const secret = (name: string) => ({ name, kind: 'opaque', keys: ['password'], reader: 'shop/cart' }) as const;
const settings = (values: Readonly<Record<string, string>>) => {
  const all = { kubeconfig: server.kubeconfig, clusterId: server.clusterId, delivery: 'pulumi', ...values };
  return {
    environment: 'dev',
    values: Object.fromEntries(Object.entries(all).map(([key, value]) => [`unifyops:${key}`, value])),
  };
};

describe('before the first write', () => {
  test('the cluster that is meant may be written to', async () => {
    expect(await checkExisting(settings({}), 'uo-dev', [secret('there')])).toEqual([]);
  });

  test('a kubeconfig of another cluster is refused, and nothing else is asked', async () => {
    const before = server.requests.length;
    const run = checkExisting(settings({ clusterId: '0' }), 'uo-dev', [secret('there')]);
    await expect(run).rejects.toThrow(
      `[Pulumi.dev.yaml] unifyops:clusterId: found cluster ${server.clusterId} at http://127.0.0.1:`,
    );
    expect(server.requests.slice(before)).toEqual(['GET /api/v1/namespaces/kube-system']);
  });

  test('a cluster that does not answer is told with its address', async () => {
    const run = checkExisting(settings({ kubeconfig: kubeconfigOf('http://127.0.0.1:9') }), 'uo-dev', []);
    await expect(run).rejects.toThrow('found no answer from http://127.0.0.1:9 (connect ECONNREFUSED 127.0.0.1:9)');
  });

  test('a Secret that pods would wait for in vain is refused, with the command that makes it', async () => {
    await expect(checkExisting(settings({}), 'uo-dev', [secret('absent')])).rejects.toThrow(
      '[dev shop/cart] found no Secret absent in namespace uo-dev, expected one with password. Make it (kubectl',
    );
  });

  test('Argo CD goes on without it, and it is told at the end', async () => {
    const absent = await checkExisting(settings({ delivery: 'argocd' }), 'uo-dev', [secret('absent'), secret('there')]);
    expect(absent.map(({ name }) => name)).toEqual(['absent']);
  });
});

describe('a kubeconfig', () => {
  const reading = (values: Readonly<Record<string, string>>) =>
    readKubeconfig({
      environment: 'dev',
      values: Object.fromEntries(Object.entries(values).map(([key, value]) => [`unifyops:${key}`, value])),
    });

  test('may be a file', async () => {
    const path = join(folder, 'config');
    writeFileSync(path, server.kubeconfig);
    expect(await reading({ kubeconfigPath: path })).toBe(server.kubeconfig);
  });

  test('is set to the context that the settings name', async () => {
    expect(await reading({ kubeconfig: server.kubeconfig, context: 'other' })).toContain('current-context: other');
  });

  test('that is not there is told by its path', async () => {
    await expect(reading({ kubeconfigPath: '/nowhere/config' })).rejects.toThrow(
      '[Pulumi.dev.yaml] unifyops:kubeconfigPath: found no kubeconfig in /nowhere/config (ENOENT)',
    );
  });

  test('that is broken is told without being shown', async () => {
    await expect(reading({ kubeconfig: 'token: "hunter2' })).rejects.toThrow('unifyops:kubeconfig: found no YAML');
  });

  test('without the context that is asked for is told', async () => {
    await expect(checkExisting(settings({ context: 'other' }), 'uo-dev', [])).rejects.toThrow(
      '[Pulumi.dev.yaml] unifyops:kubeconfig: found no cluster behind the context "other"',
    );
  });
});
