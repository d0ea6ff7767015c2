import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import type { KubeObject } from '../../../lib/render/tree.ts';
import type { StoredObject } from '../harness/api/kube-api.ts';
import { type Cluster, startCluster } from '../harness/cluster/cluster.ts';
import { say } from '../harness/say.ts';
import { awaiterOf } from './provider/await/wait.ts';
import { Client } from './provider/cluster/client.ts';
import { readKubeconfig } from './provider/cluster/kubeconfig.ts';
import { Watches } from './provider/cluster/watch.ts';
import { check } from './provider/operations/check.ts';
import { create } from './provider/operations/create.ts';
import { remove } from './provider/operations/delete.ts';
import { diff } from './provider/operations/diff.ts';
import { InitFailed } from './provider/operations/not-ready.ts';
import { read } from './provider/operations/read.ts';
import type { Session, Settings } from './provider/operations/session.ts';
import { update } from './provider/operations/update.ts';
import { fromOutputs, toOutputs } from './provider/values/checkpoint.ts';
import { formatPath } from './provider/values/difference.ts';
import { isSecret, secret, unknownValue, type Values } from './provider/values/values.ts';

interface DiffCase {
  readonly name: string;
  readonly inputs: Values;
  readonly live?: Values;
  readonly wanted?: Values;
  readonly ignoreChanges?: readonly string[];
  readonly mutable?: boolean;
  readonly changes: readonly string[];
  readonly deleteBeforeReplace?: boolean;
}

interface ReadinessCase {
  readonly name: string;
  readonly object: StoredObject;
  /** In place of the object's own. */
  readonly status?: unknown;
  readonly beside?: readonly StoredObject[];
  readonly state: string;
  readonly reasons?: readonly string[];
}

function expectations<T>(name: string): readonly T[] {
  return load(readFileSync(join(import.meta.dirname, 'expectations', `${name}.yaml`), 'utf8')) as readonly T[];
}

const defaults: Settings = {
  upsertExistingObjects: false,
  enablePatchForce: false,
  mutable: { configMaps: false, secrets: false },
};

describe("the stand-in for Pulumi's Kubernetes provider does as the real one is recorded to do", () => {
  test.each(expectations<DiffCase>('diff').map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const { inputs, live = inputs, wanted = {}, ignoreChanges = [], mutable = false } = one;
    const olds = toOutputs({ inputs, live: { ...inputs, ...live }, fieldManager: 'm' });
    const settings = { ...defaults, mutable: { configMaps: mutable, secrets: mutable } };
    // No server: none may be asked, or it can't say.
    const client = { apply: async () => Promise.reject(new Error('no server')) };
    const session = { settings, client } as unknown as Session;
    const { changes, deleteBeforeReplace } = await diff(session, {
      olds,
      news: { ...inputs, ...wanted },
      ignoreChanges,
    });
    expect(changes.map(({ kind, path, replaces }) => `${replaces ? 'replace' : kind} ${formatPath(path)}`)).toEqual(
      one.changes,
    );
    expect(deleteBeforeReplace).toBe(one.deleteBeforeReplace ?? false);
  });

  test.each(expectations<ReadinessCase>('readiness').map((one) => [one.name, one] as const))('%s', (_, one) => {
    const { status = one.object.status, beside = [], state, reasons = [] } = one;
    const object = { ...one.object, status };
    expect(awaiterOf(object)?.judge(object, beside)).toEqual({ state, reasons });
  });

  test('nobody waits for an object that says so', () => {
    const annotations = { 'pulumi.com/skipAwait': 'true' };
    expect(awaiterOf({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', annotations } })).toBeUndefined();
  });

  test('fields that only a server writes are dropped, and an object without a name is refused', () => {
    const { inputs } = check({ metadata: { name: 'web', uid: '1f0c', resourceVersion: '77' } });
    expect(inputs).toEqual({ metadata: { name: 'web' } });
    expect(check({ metadata: {} }).failures[0]?.reason).toContain('stand-in');
  });

  test('what is secret in the inputs is secret in the outputs, and data of a Secret always are', () => {
    const env = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 's' }, data: { key: secret('x'), open: 'y' } };
    const outputs = toOutputs({ inputs: env, live: { ...env, data: { key: 'x', open: 'y' } }, fieldManager: 'm' });
    const data = (values: Values) => values.data as Values;
    expect([isSecret(data(outputs).key), isSecret(data(outputs).open)]).toEqual([true, false]);
    expect(isSecret(data(outputs.__inputs as Values).key)).toBe(true);
    const bare = { apiVersion: 'v1', kind: 'Secret', data: { key: 'eA==' } };
    expect(isSecret(toOutputs({ inputs: bare, live: bare, fieldManager: 'm' }).data)).toBe(true);
    expect(fromOutputs(outputs).live.data).toEqual({ key: 'x', open: 'y' });
  });
});

describe('the stand-in on a real API server', () => {
  let cluster: Cluster;
  let session: Session;
  let cancel: AbortController;
  const urn = 'urn:pulumi:e2e::unifyops::kubernetes:core/v1:ConfigMap::settings';
  const request = { urn, timeout: 0, preview: false };
  const settings = (data: Readonly<Record<string, string>>, name = 'settings') =>
    values({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default' }, data });

  beforeAll(async () => {
    cluster = await startCluster(say, { volumes: 1 });
    const client = new Client(readKubeconfig(cluster.kubeconfig));
    cancel = new AbortController();
    session = { client, watches: new Watches(client), settings: defaults, cancelled: cancel.signal, warn: () => {} };
  });

  afterAll(() => cluster?.stop());

  test('a new object is made, read, changed and deleted', async () => {
    const made = await create(session, { ...request, inputs: settings({ level: 'info' }) });
    expect(made.id).toBe('default/settings');
    const news = settings({ level: 'debug' });
    const outputs = await update(session, { ...request, olds: made.outputs, news, ignoreChanges: [] });
    expect(outputs.data).toEqual({ level: 'debug' });
    const found = { id: made.id, type: 'kubernetes:core/v1:ConfigMap', state: outputs, inputs: news };
    expect((await read(session, found))?.inputs).toEqual(news);
    await remove(session, outputs, 0);
    expect(await read(session, found)).toBeUndefined();
  });

  test('an object that is there already is refused, unless the provider may take it over', async () => {
    const inputs = settings({ level: 'info' }, 'taken');
    await cluster.api.apply(inputs as unknown as KubeObject);
    await expect(create(session, { ...request, inputs })).rejects.toThrow('already exists');
    const bold = { ...session, settings: { ...defaults, upsertExistingObjects: true } };
    expect((await create(bold, { ...request, inputs })).id).toBe('default/taken');
  });

  test("another's field is a conflict, unless the provider may force it; a person's kubectl always gives way", async () => {
    const bold = { ...session, settings: { ...defaults, enablePatchForce: true } };
    const change = async (who: string, by: Session) => {
      const name = `owned-by-${who}`;
      const { outputs } = await create(session, { ...request, inputs: settings({ level: 'info' }, name) });
      await cluster.api.apply(settings({ level: 'trace' }, name) as unknown as KubeObject, who);
      const news = settings({ level: 'debug' }, name);
      return (await update(by, { ...request, olds: outputs, news, ignoreChanges: [] })).data;
    };
    await expect(change('argocd-controller', session)).rejects.toThrow('conflict');
    expect(await change('kubectl', session)).toEqual({ level: 'debug' });
    expect(await change('another', bold)).toEqual({ level: 'debug' });
  });

  test('an ignored field that somebody else owns stays theirs', async () => {
    const web = (replicas: number) => workload('Deployment', 'scaled', 'web:1', { replicas });
    const made = await create(session, { ...request, inputs: web(1) });
    await cluster.api.merge(deploymentsOf('default'), 'scaled', { spec: { replicas: 3 } }, 'scale');
    const olds = made.outputs;
    const outputs = await update(session, { ...request, olds, news: web(2), ignoreChanges: ['spec.replicas'] });
    expect((outputs.spec as Values).replicas).toBe(3);
  });

  test('the server says that two notations are one value, and that a changed one is not', async () => {
    const limits = (cpu: string) => workload('Deployment', 'sized', 'web:1', { cpu });
    const { outputs: olds } = await create(session, { ...request, inputs: limits('1000m') });
    const paths = async (cpu: string) =>
      (await diff(session, { olds, news: limits(cpu), ignoreChanges: [] })).changes.length;
    expect([await paths('1000m'), await paths('1'), await paths('2')]).toEqual([0, 0, 1]);
  });

  test('a preview stores nothing and leaves the status out; unknown values and a missing namespace come back as they are', async () => {
    const preview = { ...request, preview: true };
    const { id, outputs } = await create(session, { ...preview, inputs: workload('Deployment', 'dry', 'web:1') });
    expect([id, outputs.status]).toEqual(['', undefined]);
    expect((outputs.metadata as Values).uid).toBeDefined();
    const unknown = settings({ level: unknownValue }, 'dry');
    expect((await create(session, { ...preview, inputs: unknown })).outputs).toEqual(unknown);
    const homeless = values({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'dry', namespace: 'nowhere' } });
    expect((await create(session, { ...preview, inputs: homeless })).outputs).toEqual(homeless);
    expect(await cluster.api.get(deploymentsOf('default'), 'dry')).toBeUndefined();
  });

  test('a Job that fails is told at once, with its reason; one that completes is ready', async () => {
    const inputs = workload('Job', 'fails', 'web:job-fails');
    const error = await create(session, { ...request, inputs }).catch((thrown: unknown) => thrown as InitFailed);
    expect(error).toBeInstanceOf(InitFailed);
    expect((error as InitFailed).reasons.join('\n')).toContain('[BackoffLimitExceeded]');
    expect((error as InitFailed).id).toBe('default/fails');
    const done = await create(session, { ...request, inputs: workload('Job', 'ends', 'web:1') });
    expect((done.outputs.status as Values).succeeded).toBe(1);
  });

  test('a wait ends with its time, and with the run: both name the pods that keep it', async () => {
    const stuck = (name: string, timeout: number) =>
      create(session, { ...request, timeout, inputs: workload('Deployment', name, 'web:never-pulls') }).catch(
        (error: unknown) => error as InitFailed,
      );
    const late = (await stuck('late', 6)) as InitFailed;
    expect(late.message).toContain("'late' timed out waiting to be Ready");
    expect(late.reasons.join('\n')).toMatch(/\[Pod default\/late-\S+\]: \[ImagePullBackOff\]/);
    const waiting = stuck('cancelled', 600);
    await cluster.api.list(deploymentsOf('default'));
    cancel.abort();
    expect(((await waiting) as InitFailed).message).toContain('cancelled');
  });
});

function deploymentsOf(namespace: string) {
  return { apiVersion: 'apps/v1', kind: 'Deployment', namespace } as const;
}

function values(object: object): Values {
  return object as Values;
}

/** A Deployment or a Job with one container. */
function workload(
  kind: 'Deployment' | 'Job',
  name: string,
  image: string,
  props: { replicas?: number; cpu?: string } = {},
) {
  const { replicas = 1, cpu = '1' } = props;
  const labels = { app: name };
  const container = { name: 'main', image, resources: { requests: { cpu } } };
  const isJob = kind === 'Job';
  const pod = { containers: [container], ...(isJob ? { restartPolicy: 'Never' } : {}) };
  const template = { ...(isJob ? {} : { metadata: { labels } }), spec: pod };
  const spec = isJob ? { backoffLimit: 0, template } : { replicas, selector: { matchLabels: labels }, template };
  return values({ apiVersion: isJob ? 'batch/v1' : 'apps/v1', kind, metadata: { name, namespace: 'default' }, spec });
}
