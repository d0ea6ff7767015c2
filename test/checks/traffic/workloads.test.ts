import { describe, expect, test } from '@jest/globals';
import { solve } from '../../../lib/checks/traffic/index.ts';
import { objects, policy } from './shop.ts';

const template = `{ metadata: { labels: { app: x } }, spec: { containers: [{ name: main, ports: [{ name: http, containerPort: 80 }] }] } }`;

describe('a workload is', () => {
  test.each([
    ['apps/v1', 'Deployment', `{ template: ${template} }`],
    ['apps/v1', 'StatefulSet', `{ template: ${template} }`],
    ['apps/v1', 'DaemonSet', `{ template: ${template} }`],
    ['apps/v1', 'ReplicaSet', `{ template: ${template} }`],
    ['batch/v1', 'Job', `{ template: ${template} }`],
    ['batch/v1', 'CronJob', `{ schedule: '* * * * *', jobTemplate: { spec: { template: ${template} } } }`],
  ])('%s %s, with the labels and ports of its template', (apiVersion, kind, spec) => {
    const tree = objects(
      `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: one, labels: { app: not-this } }, spec: ${spec} }`,
    );
    const connections = solve([
      ...tree,
      policy('{ podSelector: { matchLabels: { app: x } }, ingress: [{ ports: [{ port: http }] }] }', 'p', 'default'),
    ]);
    expect(connections.workloads.map(({ id }) => id)).toEqual([`default/one[${kind}]`]);
    expect(String(connections.allowed('192.0.2.1', 'one'))).toBe('TCP 80');
  });

  test('a Pod, with its own labels', () => {
    const tree = objects(
      '{ apiVersion: v1, kind: Pod, metadata: { name: one, namespace: a, labels: { app: x } }, spec: { containers: [] } }',
    );
    expect(
      solve([...tree, policy('{ podSelector: { matchLabels: { app: x } } }', 'p', 'a')])
        .list()
        .map(({ from, to }) => `${from.id} ${to.id}`),
    ).toEqual(['a/one[Pod] 0.0.0.0-255.255.255.255[External]']);
  });

  test('not another kind that only has the name of one', () => {
    expect(
      solve(
        objects(
          `{ apiVersion: example.com/v1, kind: Deployment, metadata: { name: one }, spec: { template: ${template} } }`,
        ),
      ).workloads,
    ).toEqual([]);
  });

  test('found inside a List, even where its items leave out their kind', () => {
    const pod = '{ metadata: { name: one }, spec: { containers: [] } }';
    const full = '{ apiVersion: v1, kind: Pod, metadata: { name: two }, spec: { containers: [] } }';
    const lists = objects(
      `{ apiVersion: v1, kind: PodList, items: [${pod}] }\n---\n{ apiVersion: v1, kind: List, items: [${full}] }`,
    );
    expect(solve(lists).workloads.map(({ id }) => id)).toEqual(['default/one[Pod]', 'default/two[Pod]']);
  });
});

describe('ports of a pod', () => {
  const ports = (spec: string) => {
    const tree = objects(`{ apiVersion: v1, kind: Pod, metadata: { name: one }, spec: ${spec} }`);
    return String(
      solve([...tree, policy('{ podSelector: {}, ingress: [{ ports: [{ port: http }] }] }', 'p', 'default')]).allowed(
        '192.0.2.1',
        'one',
      ),
    );
  };
  const http = (number: number) => `ports: [{ name: http, containerPort: ${number} }]`;

  test('are those of all containers', () => {
    expect(ports(`{ containers: [{ ${http(1)} }, { ${http(2)} }] }`)).toBe('TCP 1-2');
  });

  test('are those of init containers that keep running, and of no others', () => {
    expect(ports(`{ containers: [], initContainers: [{ restartPolicy: Always, ${http(1)} }, { ${http(5)} }] }`)).toBe(
      'TCP 1',
    );
  });
});

test('a Job is selected by the labels its controller adds', () => {
  const tree = objects(
    `{ apiVersion: batch/v1, kind: Job, metadata: { name: migrate }, spec: { template: ${template} } }`,
  );
  const connections = solve([
    ...tree,
    policy('{ podSelector: { matchLabels: { batch.kubernetes.io/job-name: migrate } } }', 'p', 'default'),
  ]);
  expect(String(connections.allowed('192.0.2.1', 'migrate'))).toBe('No Connections');
});

describe('pods of one owner', () => {
  const pod = (name: string, app: string, owner: string) =>
    `{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, labels: { app: ${app} }, ownerReferences: [${owner}] }, spec: { containers: [] } }`;
  const owner = '{ apiVersion: apps/v1, kind: ReplicaSet, name: set, controller: true }';
  const client = '{ apiVersion: v1, kind: Pod, metadata: { name: client }, spec: { containers: [] } }';
  const tree = objects(
    [pod('a', 'one', owner), pod('b', 'one', owner), pod('c', 'two', owner), client].join('\n---\n'),
  );

  test('are one peer, and not connected to itself', () => {
    const connections = solve(tree);
    expect(connections.workloads.map(({ id }) => id)).toEqual(['default/client[Pod]', 'default/set[ReplicaSet]']);
    expect(connections.list().filter(({ from, to }) => from.id.includes('set') && to.id.includes('set'))).toEqual([]);
  });

  test('where they differ, are allowed what any of them is; strictly, what all of them are', () => {
    const rule = policy(
      '{ podSelector: { matchLabels: { app: two } }, ingress: [{ ports: [{ port: 80 }] }] }',
      'p',
      'default',
    );
    const connections = solve([...tree, rule]);
    expect(String(connections.allowed('client', 'set'))).toBe('All Connections');
    expect(String(connections.as({ reading: 'strict' }).allowed('client', 'set'))).toBe('TCP 80');
    expect(String(connections.as({ reading: 'strict' }).allowed('192.0.2.1', 'set'))).toBe('TCP 80');
    for (const reading of ['literal', 'strict'] as const) {
      const view = connections.as({ reading });
      const listed = view
        .list()
        .filter(({ from, to }) => from.id === 'default/client[Pod]' && to.id === 'default/set[ReplicaSet]');
      expect(listed.map(({ ports }) => String(ports))).toEqual([String(view.allowed('client', 'set'))]);
    }
  });

  test('that mirror a node are peers of their own', () => {
    const node = '{ apiVersion: v1, kind: Node, name: n, controller: true }';
    expect(solve(objects([pod('a', 'one', node), pod('b', 'one', node)].join('\n---\n'))).workloads).toHaveLength(2);
  });
});
