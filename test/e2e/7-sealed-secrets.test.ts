import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { KubeObject } from '../../lib/render/tree.ts';
import { type Cluster, startCluster } from './harness/cluster/cluster.ts';
import { say } from './harness/say.ts';
import { type SealedSecrets, startSealedSecrets } from './harness/sealed-secrets/sealed-secrets.ts';
import { waitFor } from './harness/wait.ts';

describe('a Secret travels sealed, and the controller alone opens it', () => {
  let cluster: Cluster;
  let sealing: SealedSecrets;
  const namespace = 'uo-staging';
  const secrets = { apiVersion: 'v1', kind: 'Secret', namespace };
  const password = 'correct horse battery staple';
  const plain: KubeObject = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'shop-cart-api', namespace },
    stringData: { password },
  };

  beforeAll(async () => {
    cluster = await startCluster(say, { nodes: 1, volumes: 0 });
    for (const name of [namespace, 'elsewhere'])
      await cluster.api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    sealing = await startSealedSecrets(cluster, say);
  });

  afterAll(async () => {
    await sealing?.program.kill();
    await cluster?.stop();
  });

  test('what kubeseal sealed with its certificate becomes the Secret', async () => {
    const sealed = await sealing.seal(plain);
    expect(sealed.kind).toBe('SealedSecret');
    expect(JSON.stringify(sealed)).not.toContain(password);
    expect(JSON.stringify(sealed)).not.toContain(Buffer.from(password).toString('base64'));
    await cluster.api.apply(sealed);
    const secret = await waitFor('the Secret', { seconds: 120 }, () => cluster.api.get(secrets, 'shop-cart-api'));
    const { data } = secret as unknown as { readonly data: Readonly<Record<string, string>> };
    expect(Buffer.from(data.password!, 'base64').toString()).toBe(password);
  });

  test('a new value replaces the old one', async () => {
    await cluster.api.apply(await sealing.seal({ ...plain, stringData: { password: 'changed' } }));
    await waitFor('the new value', { seconds: 120 }, async () => {
      const secret = await cluster.api.get(secrets, 'shop-cart-api');
      const { data } = secret as unknown as { readonly data: Readonly<Record<string, string>> };
      return Buffer.from(data.password!, 'base64').toString() === 'changed' || undefined;
    });
  });

  test('sealed for one namespace, it stays sealed in another', async () => {
    const sealed = await sealing.seal(plain);
    const metadata = { ...sealed.metadata, namespace: 'elsewhere' };
    const place = { apiVersion: sealed.apiVersion, kind: sealed.kind, namespace: 'elsewhere' };
    await cluster.api.apply({ ...sealed, metadata });
    const conditions = await waitFor('the refusal', { seconds: 120 }, async () => {
      return (await cluster.api.get(place, 'shop-cart-api'))?.status?.conditions;
    });
    expect(conditions).toMatchObject([
      { type: 'Synced', status: 'False', message: expect.stringContaining('decrypt') },
    ]);
    expect(await cluster.api.get({ ...secrets, namespace: 'elsewhere' }, 'shop-cart-api')).toBeUndefined();
  });
});
