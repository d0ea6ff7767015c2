import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { local } from '../../../environments/local.ts';
import { installTree } from '../../../lib/pulumi/argocd/install-tree.ts';
import { readManifest } from '../../../lib/pulumi/argocd/manifest.ts';
import { readPinnedManifest } from '../../../lib/pulumi/argocd/pinned.ts';
import { repositoryCredential } from '../../../lib/pulumi/argocd/repository.ts';
import { root } from '../../source.ts';

const manifest = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: applications.argoproj.io }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: argocd-server }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: argocd-server }
---
`;

let asked = 0;
const upstream = createServer((_request, response) => {
  asked += 1;
  response.end(manifest);
});
await new Promise<void>((done) => void upstream.listen(0, '127.0.0.1', done));
const pinned = {
  version: 'v1.2.3',
  manifest: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/install.yaml`,
  sha256: createHash('sha256').update(manifest).digest('hex'),
};
const cache = mkdtempSync(join(tmpdir(), 'unifyops-argocd-'));
beforeEach(() => {
  asked = 0;
});
afterAll(() => {
  upstream.closeAllConnections();
  upstream.close();
  rmSync(cache, { recursive: true });
});

describe("Argo CD's own manifest", () => {
  test('is read once, and kept', async () => {
    expect(await readManifest(pinned, cache)).toBe(manifest);
    expect(await readManifest(pinned, cache)).toBe(manifest);
    expect(asked).toBe(1);
    expect(readdirSync(cache)).toEqual([`${pinned.sha256}.yaml`]);
  });

  test('that was spoilt in the cache is read anew', async () => {
    writeFileSync(join(cache, `${pinned.sha256}.yaml`), 'spoilt');
    expect(await readManifest(pinned, cache)).toBe(manifest);
  });

  test('that is not the pinned one is refused', async () => {
    await expect(readManifest({ ...pinned, sha256: '0' }, cache)).rejects.toThrow(
      `[versions.json] argocd v1.2.3: found a file with the sum ${pinned.sha256}, expected the one with the sum 0.`,
    );
  });

  test('that can not be had is told with its address, and with the way around', async () => {
    const unreachable = { ...pinned, sha256: '1', manifest: 'http://127.0.0.1:9/install.yaml' };
    await expect(readManifest(unreachable, cache)).rejects.toThrow(
      'found nothing at http://127.0.0.1:9/install.yaml (',
    );
  });

  test('is pinned by this project', async () => {
    expect(await readPinnedManifest(root)).toEqual({
      version: expect.stringMatching(/^v\d+\.\d+\.\d+$/),
      manifest: expect.stringContaining('/manifests/install.yaml'),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
});

test('its objects go into its namespace, which is added, after the kinds that they are of', () => {
  const { definitions, rest } = installTree(manifest, 'dev');
  expect([...definitions.keys()]).toEqual(['dev/argocd/CustomResourceDefinition.applications.argoproj.io.yaml']);
  expect([...rest].map(([path, { metadata }]) => [path, metadata.namespace])).toEqual([
    ['dev/argocd/Namespace.argocd.yaml', undefined],
    ['dev/argocd/ServiceAccount.argocd-server.yaml', 'argocd'],
    ['dev/argocd/ClusterRole.argocd-server.yaml', undefined],
  ]);
});

test('a public repository needs no credential; any other is a Secret that Argo CD knows by its label', () => {
  const settings = (values: Record<string, string>) => ({ environment: 'local', values });
  expect(repositoryCredential(local, settings({}))).toBeUndefined();
  const credential = repositoryCredential(
    local,
    settings({ 'unifyops:repositoryUsername': 'argocd', 'unifyops:repositoryPassword': 'p' }),
  );
  expect(credential?.metadata).toMatchObject({
    name: 'repository-local',
    namespace: 'argocd',
    labels: { 'argocd.argoproj.io/secret-type': 'repository' },
  });
  expect(Object.keys(credential?.data as object)).toEqual(['type', 'url', 'username', 'password']);
});
