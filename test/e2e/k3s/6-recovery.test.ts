import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { saveSnapshot } from '../../../lib/k3s/life.ts';
import { restoreSnapshot } from '../../../lib/k3s/restore.ts';
import { say } from '../harness/say.ts';
import { timed } from '../harness/wait.ts';
import { apiOf } from './api.ts';
import { type Bucket, startBucket } from './bucket.ts';
import { type Rig, releases, startRig } from './rig.ts';

let rig: Rig;
let bucket: Bucket;

beforeAll(async () => {
  rig = await startRig();
  bucket = await startBucket('access', 'secret-of-the-bucket');
});

afterAll(async () => {
  await bucket?.stop();
  await rig?.stop();
});

test('three new machines become the cluster whose machines are all lost, out of its bucket and with its token', async () => {
  const credentialsFile = join(rig.lab.folder, 'bucket-keys');
  writeFileSync(credentialsFile, 'access\nsecret-of-the-bucket\n', { mode: 0o600 });
  const s3 = { endpoint: bucket.endpoint, bucket: 'snapshots', region: 'home', folder: 'dev', credentialsFile };
  const change = { snapshots: { schedule: '0 3 * * *', keep: 7, s3 } };
  const context = { tell: (host: string, text: string) => say(`      ${host.padEnd(4)} ${text}`) };

  const lost = rig.request(['s1'], [], change);
  const { kubeconfig, token } = await rig.apply(lost);
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'kept' }, stringData: { word: 'xyzzy' } };
  expect((await apiOf(kubeconfig).call('POST', '/api/v1/namespaces/default/secrets', secret)).status).toBe(201);
  await saveSnapshot(lost, context, 'monday');
  const [path = ''] = [...bucket.objects.keys()];
  expect(path).toMatch(/^\/snapshots\/dev\/monday-s1-\d+$/);
  await rig.host('s1').kill();

  await rig.hosts('s2', 's3', 's4', 'a1');
  const found = rig.request(['s2', 's3', 's4'], ['a1'], change);
  await rig.apply(found);
  const stranger = restoreSnapshot({ ...found, environment: 'prod' }, context, { snapshot: basename(path), token });
  await expect(stranger).rejects.toThrow(
    's2: found a part of the cluster of dev, expected a part of the cluster of prod',
  );
  const { seconds } = await timed(() => restoreSnapshot(found, context, { snapshot: basename(path), token }));
  say(`Three other machines became the lost cluster in ${seconds.toFixed(1)} s.`);

  const made = await rig.apply(found); // the lost machine leaves
  const api = apiOf(made.kubeconfig);
  const { body } = await api.call('GET', '/api/v1/namespaces/default/secrets/kept');
  expect(Buffer.from(body.data.word, 'base64').toString()).toBe('xyzzy');
  const { body: nodes } = await api.call('GET', '/api/v1/nodes');
  expect(
    nodes.items.map(({ metadata, status }: NodeObject) => [metadata.name, status.nodeInfo.kubeletVersion]),
  ).toEqual(['a1', 's2', 's3', 's4'].map((name) => [name, releases.current]));
  expect(made.token).toBe(token);
  expect((await rig.apply(found)).changes).toBe(0);
  expect(rig.told.join('\n')).not.toContain(token.split(':').at(-1));
});

interface NodeObject {
  readonly metadata: { readonly name: string };
  readonly status: { readonly nodeInfo: { readonly kubeletVersion: string } };
}
