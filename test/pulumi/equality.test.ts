import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { loadPlatform } from '../../lib/load/platform.ts';
import type { KubeObject } from '../../lib/render/tree.ts';
import { synthesizeInto } from '../../lib/synth/index.ts';
import { root } from '../source.ts';
import { startApiServer } from './api-server.ts';
import { runMocked } from './mocked.ts';

/** Everything in which Pulumi's objects differ from those that Argo CD syncs. A difference without a line here is a fault. */
const differences: readonly { readonly kinds: readonly string[]; readonly annotation: string; readonly why: string }[] =
  [
    {
      kinds: ['Service', 'Ingress'],
      annotation: 'pulumi.com/skipAwait',
      why: 'others make them ready, or nobody does; Pulumi waits for the pods behind them',
    },
  ];

const { environments } = await loadPlatform(root);
const server = await startApiServer();
const out = mkdtempSync(join(tmpdir(), 'unifyops-equality-'));
await synthesizeInto({ root, out });
afterAll(async () => {
  rmSync(out, { recursive: true });
  await server.close();
});

describe.each(environments.map(({ name }) => name))('%s', (environment) => {
  test('what Argo CD syncs and what Pulumi registers is the same, object by object, field by field', async () => {
    const settings = { delivery: 'pulumi', kubeconfig: server.kubeconfig, clusterId: server.clusterId };
    const { resources } = await runMocked({ root, stack: environment, settings });
    const objects = resources.filter(({ type }) => type.startsWith('kubernetes:'));
    const registered = new Map(objects.map(({ name, inputs }) => [name, inputs]));
    const synced = syncedBy(environment);
    expect([...registered.keys()].sort()).toEqual([...synced.keys()].sort());
    for (const [name, object] of synced) expect({ [name]: registered.get(name) }).toEqual({ [name]: expected(object) });
  });
});

/** The objects in the files of an environment's applications, by folder and name: what Argo CD reads, as it stands on disk. */
function syncedBy(environment: string): ReadonlyMap<string, KubeObject> {
  const files = readdirSync(join(out, environment), { recursive: true, encoding: 'utf8' });
  const manifests = files.filter((file) => file.endsWith('.yaml'));
  return new Map(
    manifests.map((file) => [
      file.replace(/\.yaml$/, ''),
      load(readFileSync(join(out, environment, file), 'utf8')) as KubeObject,
    ]),
  );
}

function expected(object: KubeObject): KubeObject {
  const added = differences
    .filter(({ kinds }) => kinds.includes(object.kind))
    .map(({ annotation }) => [annotation, 'true']);
  if (added.length === 0) return object;
  const annotations = { ...object.metadata.annotations, ...Object.fromEntries(added) };
  return { ...object, metadata: { ...object.metadata, annotations } };
}
