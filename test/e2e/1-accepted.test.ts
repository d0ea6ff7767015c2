import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Platform } from '../../lib/load/platform.ts';
import type { KubeObject, Tree } from '../../lib/render/tree.ts';
import { placeOf, type StoredObject } from './harness/api/kube-api.ts';
import { type Cluster, startCluster } from './harness/cluster/cluster.ts';
import { readPlatform, renderTree } from './harness/platform.ts';
import { say } from './harness/say.ts';
import { timed, waitFor } from './harness/wait.ts';

describe('a real API server accepts every object of every environment', () => {
  let cluster: Cluster;
  let tree: Tree;
  let first: ReadonlyMap<string, StoredObject>;
  const namespace = { apiVersion: 'v1', kind: 'Namespace' } as const;
  const namespaces = () =>
    [...tree.values()].filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);

  beforeAll(async () => {
    cluster = await startCluster(say, { volumes: 60 });
    tree = renderTree(onOneCluster(await readPlatform()));
    await cluster.api.apply({ ...namespace, metadata: { name: 'argocd' } });
  });

  afterAll(() => cluster?.stop());

  test('server-side apply takes each with strict validation and without a warning', async () => {
    const { value, seconds } = await timed(applyAll);
    first = value.stored;
    say(`Applied ${tree.size} objects in ${seconds.toFixed(1)} s.`);
    expect(value.complaints).toEqual([]);
  });

  test('a second apply changes no object', async () => {
    const { stored, complaints } = await applyAll();
    const moved = [...stored].filter(([path, object]) => ownChange(object) !== ownChange(first.get(path)!));
    expect(complaints).toEqual([]);
    expect(moved.map(([path]) => path)).toEqual([]);
  });

  test('application namespaces refuse a pod below Pod Security restricted', async () => {
    // node-exporter reads folders of its node, and its namespace holds nothing else
    const restricted = namespaces().filter((name) => !name.endsWith('-nodes'));
    for (const name of restricted) {
      await expect(cluster.api.apply(privilegedPod(name))).rejects.toThrow('violates PodSecurity "restricted');
    }
    expect(restricted).toHaveLength(7);
  });

  test('every workload gets all its pods within quota, limits and Pod Security', async () => {
    const { seconds } = await timed(() =>
      waitFor(
        'every pod to be ready',
        { seconds: 240, everyMs: 1000 },
        async () => {
          const open = await unready();
          return open.length === 0 ? true : undefined;
        },
        () => '',
      ).catch(async (error: Error) => {
        throw new Error(`${error.message} Not ready: ${(await unready()).join(', ')}. ${await refusals()}`);
      }),
    );
    say(`Every Deployment, StatefulSet and Job was done ${seconds.toFixed(1)} s later.`);
  });

  /** Applies in the order of waves, as Argo CD does. */
  async function applyAll() {
    const stored = new Map<string, StoredObject>();
    const complaints: string[] = [];
    const apply = async ([path, object]: [string, KubeObject]) => {
      try {
        const { body, warnings } = await cluster.api.apply(object);
        stored.set(path, body);
        complaints.push(...warnings.map((warning) => `${path}: ${warning}`));
      } catch (error) {
        complaints.push(`${path}: ${(error as Error).message}`);
      }
    };
    const waves = Map.groupBy(tree, ([, object]) => waveOf(object));
    for (const wave of [...waves.keys()].sort((a, b) => a - b)) await Promise.all(waves.get(wave)!.map(apply));
    return { stored, complaints };
  }

  async function unready(): Promise<readonly string[]> {
    const wanted = [...tree.values()].filter(({ kind }) => ['Deployment', 'StatefulSet', 'Job'].includes(kind));
    const states = await Promise.all(
      wanted.map(async (object) => {
        const found = await cluster.api.get(placeOf(object), object.metadata.name);
        const { spec, status = {} } = found!;
        const done = object.kind === 'Job' ? status.succeeded === 1 : status.readyReplicas === (spec.replicas ?? 1);
        return done ? [] : [`${object.metadata.namespace}/${object.metadata.name}`];
      }),
    );
    return states.flat();
  }

  async function refusals(): Promise<string> {
    const events = await cluster.api.list({ apiVersion: 'v1', kind: 'Event' });
    const messages = events.filter(({ type }) => type === 'Warning').map(({ message }) => String(message));
    return [...new Set(messages)].slice(0, 5).join(' | ');
  }
});

/** All environments share the suite's cluster, so each has its own namespace for what watches it. */
function onOneCluster(platform: Platform): Platform {
  const environments = platform.environments.map((environment) => {
    const { name, observability } = environment;
    return observability
      ? { ...environment, observability: { ...observability, namespace: `observability-${name}` } }
      : environment;
  });
  return { ...platform, environments };
}

function waveOf({ metadata }: KubeObject): number {
  return Number(metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
}

/** What moves when an apply changes something: the generation, and the time of our own last change. */
function ownChange({ metadata }: StoredObject): string {
  const managers = metadata.managedFields as readonly { readonly manager: string; readonly time: string }[];
  return JSON.stringify([metadata.generation, managers.find(({ manager }) => manager === 'unifyops-e2e')?.time]);
}

function privilegedPod(namespace: string): KubeObject {
  const container = { name: 'main', image: 'example.com/a:1', securityContext: { privileged: true } };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'intruder', namespace },
    spec: { containers: [container] },
  };
}
