import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AppliedCluster } from '../../../lib/k3s/cluster.ts';
import { rotateAuthorities, rotateCertificates, rotateToken, saveSnapshot } from '../../../lib/k3s/life.ts';
import { removeCluster } from '../../../lib/k3s/remove.ts';
import { restoreSnapshot } from '../../../lib/k3s/restore.ts';
import type { KubeObject } from '../../../lib/render/tree.ts';
import { builtPart } from '../../../tools/build/build-part.ts';
import { readPlatform, renderTree } from '../harness/platform.ts';
import { say } from '../harness/say.ts';
import { sleep, timed, waitFor } from '../harness/wait.ts';
import { type Api, apiOf } from './api.ts';
import { applyTree } from './apply-tree.ts';
import { fileList, traces } from './look.ts';
import { type Rig, releases, startRig } from './rig.ts';
import { namesOf, startWriter } from './writer.ts';

const servers = ['s1', 's2', 's3'];
const agents = ['a1', 'a2'];

describe('a cluster of five hosts, from nothing to nothing', () => {
  let rig: Rig;
  let made: AppliedCluster;
  let api: Api;
  let before: ReadonlyMap<string, readonly string[]>;
  const older = () => rig.request(servers, agents, { version: releases.older });
  const context = () => ({ tell: (host: string, text: string) => say(`      ${host.padEnd(4)} ${text}`) });
  const nodes = async () => {
    const { body } = await api.call('GET', '/api/v1/nodes');
    return body.items.map(
      // biome-ignore lint/suspicious/noExplicitAny: a Node as the server sends it
      ({ metadata, status, spec }: any) =>
        `${metadata.name} ${status.nodeInfo.kubeletVersion} ${status.conditions[0].status}${spec.unschedulable ? ' cordoned' : ''}`,
    );
  };

  beforeAll(async () => {
    rig = await startRig();
    const hosts = await rig.hosts(...servers, ...agents);
    before = new Map(await Promise.all(hosts.map(async (host) => [host.props.name, await fileList(host)] as const)));
  });

  afterAll(() => rig?.stop());

  test('three servers and two agents answer through the kubeconfig', async () => {
    const { value, seconds } = await timed(() => rig.apply(older()));
    made = value;
    api = apiOf(made.kubeconfig);
    for (const { name, seconds: part } of made.times) say(`${part.toFixed(1).padStart(7)} s  ${name}`);
    say(`${seconds.toFixed(1).padStart(7)} s  all of it`);
    expect(await nodes()).toEqual([...agents, ...servers].map((name) => `${name} ${releases.older} True`));
  });

  test('a second apply changes nothing, and opens no session that writes', async () => {
    const from = rig.told.length;
    // what k3s writes by itself while it runs is none of ours
    const ours = async () =>
      (await Promise.all([...servers, ...agents].map((name) => fileList(rig.host(name))))).map((files) =>
        files.filter((file) => !file.includes('/var/lib/rancher/k3s/')),
      );
    const files = await ours();
    expect((await rig.apply(older())).changes).toBe(0);
    expect(rig.told.slice(from)).toEqual([' nothing to do: every host is as it should be']);
    expect(await ours()).toEqual(files);
  });

  test('what a run wrote before it was ended is taken by the next one', async () => {
    await rig.host('a1').root('touch /etc/rancher/k3s/config.yaml'); // as a run leaves it that ends before the restart
    expect((await rig.apply(older())).changes).toBe(1);
    expect((await rig.apply(older())).changes).toBe(0);
  });

  test('takes the stacks of an environment', async () => {
    const platform = await readPlatform();
    const dev = platform.environments.filter(({ name }) => name === 'dev');
    const tree = renderTree({ ...platform, environments: dev });
    const { applied, refused } = await applyTree(api, tree);
    expect(refused).toEqual([]);
    expect(applied).toBeGreaterThan(50);
  });

  test('is hardened: secrets are encrypted, changes are audited, pods are restricted, strangers are refused', async () => {
    const body = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'probe' },
      stringData: { word: 'xyzzy-plain-text' },
    };
    expect((await api.call('POST', '/api/v1/namespaces/default/secrets', body)).status).toBe(201);
    const s1 = rig.host('s1');
    expect((await s1.root('grep -rl xyzzy-plain-text /var/lib/rancher/k3s/server/db/etcd')).code).toBe(1);
    expect((await s1.root('grep -h probe /var/lib/rancher/k3s/server/logs/audit.log')).stdout).toContain(
      '"verb":"create"',
    );
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } }; // no controllers run here
    await api.call('POST', '/api/v1/namespaces/default/serviceaccounts', account);
    const container = { name: 'main', image: 'example.com/a:1', securityContext: { privileged: true } };
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'intruder' }, spec: { containers: [container] } };
    expect((await api.call('POST', '/api/v1/namespaces/default/pods', pod)).body.message).toContain(
      'violates PodSecurity',
    );
    const anonymous = await s1.root(
      'curl --insecure --silent --output /dev/null --write-out "%{http_code}" https://127.0.0.1:6443/api',
    );
    expect(anonymous.stdout).toBe('401');
    expect((await s1.root('stat -c %a /etc/rancher/k3s/config.yaml /etc/rancher/k3s/k3s.yaml')).stdout).toBe(
      '600\n600\n',
    );
  });

  test('its token is in no process list, log or history', async () => {
    const secret = made.token.split(':').at(-1)!;
    expect(secret).toMatch(/^[0-9a-f]{48}$/);
    expect(rig.told.join('\n')).not.toContain(secret);
    for (const name of [...servers, ...agents])
      expect({ name, found: await traces(rig.host(name), secret) }).toEqual({ name, found: '' });
  });

  test('goes back to a snapshot', async () => {
    const write = (name: string) =>
      api.call('POST', '/api/v1/namespaces/default/configmaps', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name },
      });
    expect((await write('before')).status).toBe(201);
    const name = await saveSnapshot(older(), context(), 'monday');
    expect((await write('after')).status).toBe(201);
    await expect(saveSnapshot(older(), context(), name)).rejects.toThrow(/the name is taken.*monday-s1-\d+/);
    await expect(restoreSnapshot(older(), context(), { snapshot: 'mondai' })).rejects.toThrow(
      /no snapshot mondai; .*monday-s1/,
    );
    expect(await namesOf(api)).toContain('after'); // nothing was stopped
    await restoreSnapshot(older(), context(), { snapshot: name });
    const names = await waitFor('the API to answer', { seconds: 60 }, () => namesOf(api).catch(() => undefined));
    expect(names).toContain('before');
    expect(names).not.toContain('after');
    await waitFor('agents to come back', { seconds: 60 }, async () =>
      (await nodes()).filter((node: string) => node.endsWith(' True')).length === 5 ? true : undefined,
    );
    expect((await rig.apply(older())).changes).toBe(0);
  });

  test('is upgraded under load: no acknowledged write is lost', async () => {
    const writer = startWriter(
      servers.map((name) => apiOf(made.kubeconfig, rig.host(name).props.address, 3000)),
      'load',
    );
    const cordon = (unschedulable: true | null) =>
      api.call('PATCH', '/api/v1/nodes/a2', { spec: { unschedulable } }, 'application/merge-patch+json');
    await cordon(true);
    await sleep(1000);
    await rig.apply(rig.request(servers, agents));
    await sleep(1000);
    const { acknowledged, longestGapSeconds } = await writer.stop();
    say(
      `Upgraded five nodes under load: ${acknowledged.length} writes, longest gap ${longestGapSeconds.toFixed(1)} s.`,
    );
    const upgraded = [...agents, ...servers].map((name) => `${name} ${releases.current} True`);
    expect(await nodes()).toEqual(upgraded.map((node) => node.replace(/^a2.*/, '$& cordoned'))); // by a person: it stays so
    await cordon(null);
    const kept = await namesOf(api);
    expect(acknowledged.filter((name) => !kept.includes(name))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(50);
  });

  test('an older release, and one that skips a minor, are refused before anything changes', async () => {
    await expect(rig.apply(older())).rejects.toThrow('no older release than that');
    expect((await rig.apply(rig.request(servers, agents))).changes).toBe(0);
  });

  test('takes a new token and new certificates, one node at a time', async () => {
    const request = rig.request(servers, agents);
    const old = made.token;
    await rotateToken(request, context());
    await rotateCertificates(request, context());
    made = await rig.apply(request);
    expect(made.token).not.toBe(old);
    api = apiOf(made.kubeconfig);
    expect((await nodes()).filter((node: string) => node.endsWith(' True'))).toHaveLength(5);
  });

  test('takes new authorities, while what trusts the old ones goes on', async () => {
    const request = rig.request(servers, agents);
    const authorities = async (name: string) =>
      (
        await rig
          .host(name)
          .root('cat /var/lib/rancher/k3s/*/server-ca.crt /var/lib/rancher/k3s/server/tls/server-ca.crt')
      ).stdout;
    const old = { authorities: await authorities('s1'), kubeconfig: made.kubeconfig };
    await rotateAuthorities(request, context());
    made = await rig.apply(request);
    expect(made.changes).toBe(0);
    expect(await authorities('s1')).not.toBe(old.authorities);
    for (const name of [...servers, ...agents]) expect(await authorities(name)).toBe(await authorities('s1'));
    api = apiOf(made.kubeconfig);
    expect((await nodes()).filter((node: string) => node.endsWith(' True'))).toHaveLength(5);
    const kubeconfig = join(rig.lab.folder, 'old-kubeconfig');
    writeFileSync(kubeconfig, old.kubeconfig, { mode: 0o600 });
    const kubectl = join(await builtPart('kubernetes', say), 'kubectl');
    const { stdout } = await promisify(execFile)(kubectl, ['--kubeconfig', kubeconfig, 'get', 'nodes', '-o', 'name']);
    expect(stdout.trim().split('\n')).toHaveLength(5);
  });

  test('a dead server is replaced, and an agent goes, while the rest serves', async () => {
    await rig.hosts('s4');
    await rig.host('s3').kill();
    await waitFor(
      's3 to count as dead',
      { seconds: 60 },
      async () => (await nodes()).some((node: string) => /^s3 .* Unknown/.test(node)) || undefined,
    );
    const request = { ...rig.request(['s1', 's2', 's4'], ['a1']), gone: [rig.host('s3').props, rig.host('a2').props] };
    const volume = '/api/v1/persistentvolumes/precious';
    expect((await api.apply(volume, volumeOn('a2'))).status).toBe(201);
    await expect(rig.apply(request)).rejects.toThrow('its disk holds the data of shop/data-db-0 (precious)');
    expect((await rig.host('a2').root('systemctl is-active k3s-agent')).stdout).toBe('active\n');
    await api.call('PATCH', volume, { metadata: { finalizers: null } }, 'application/merge-patch+json');
    await api.call('DELETE', volume);
    await rig.apply(request);
    expect(await nodes()).toEqual(['a1', 's1', 's2', 's4'].map((name) => `${name} ${releases.current} True`));
    expect(await fileList(rig.host('a2'))).toEqual(before.get('a2'));
  });

  test('a server whose machine was installed anew joins again under its name', async () => {
    const wipe = join(import.meta.dirname, '../../../lib/k3s/scripts/uninstall.apply.sh');
    expect((await rig.host('s4').root(readFileSync(wipe, 'utf8'), 120)).code).toBe(0);
    await rig.apply(rig.request(['s1', 's2', 's4'], ['a1']));
    expect(await nodes()).toEqual(['a1', 's1', 's2', 's4'].map((name) => `${name} ${releases.current} True`));
    expect(await namesOf(api)).toContain('before');
  });

  test('comes back after every host lost its power at once', async () => {
    const names = ['s1', 's2', 's4', 'a1'];
    await Promise.all(names.map((name) => rig.host(name).kill()));
    await Promise.all(names.map((name) => rig.host(name).start()));
    await waitFor(
      'the API to answer',
      { seconds: 120 },
      async () => (await nodes().catch(() => [])).length === 4 || undefined,
    );
    expect(await namesOf(api)).toContain('before');
  });

  test('shrinks to one server', async () => {
    const request = { ...rig.request(['s1'], ['a1']), gone: [rig.host('s2').props, rig.host('s4').props] };
    await rig.apply(request);
    expect(await nodes()).toEqual(['a1', 's1'].map((name) => `${name} ${releases.current} True`));
    expect(await namesOf(api)).toContain('before');
    expect(await fileList(rig.host('s2'))).toEqual(before.get('s2'));
  });

  test('an uninstall leaves every host as it was', async () => {
    await removeCluster(rig.request(['s1'], ['a1']), context());
    for (const name of ['s1', 'a1']) expect(await fileList(rig.host(name))).toEqual(before.get(name));
  });
});

/** A volume on a node's own disk, as k3s' storage makes one for a claim. */
function volumeOn(node: string): KubeObject {
  const matchExpressions = [{ key: 'kubernetes.io/hostname', operator: 'In', values: [node] }];
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'precious' },
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'local-path',
      claimRef: { namespace: 'shop', name: 'data-db-0' },
      hostPath: { path: '/var/lib/rancher/k3s/storage/precious' },
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions }] } },
    },
  };
}

test('every script passes shellcheck', async () => {
  const folders = ['lib/k3s/scripts', 'test/e2e/k3s/hosts'].map((folder) =>
    join(import.meta.dirname, '../../..', folder),
  );
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.sh'))
      .map((name) => join(folder, name)),
  );
  expect(files.length).toBeGreaterThan(20);
  await promisify(execFile)('shellcheck', files);
});
