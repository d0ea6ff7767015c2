import { describe, expect, test } from '@jest/globals';
import type { KubeObject } from '../../lib/render/tree.ts';
import { declaredConnections } from './declared.ts';
import {
  aCompromisedPodReachesNothingElse,
  type Invariant,
  onlyItsApiReachesAService,
  onlyItsOwnReachADatabase,
  onlyTheDeclaredReachTheInternet,
  onlyTheWayInComesFromOutside,
} from './invariants.ts';
import { callersOf } from './names.ts';
import { connectionsOf, type Loose, type Rendered, renderedEnvironments, withChange, withObjects } from './rendered.ts';

/** Each invariant is broken on purpose, in one half of one policy where that is enough, and must say so. */
const environments = await renderedEnvironments();
const dev = environments.find(({ name }) => name === 'dev')!;
const prod = environments.find(({ name }) => name === 'prod')!;
const declared = await declaredConnections('dev');

const violations = (invariant: Invariant, rendered: Rendered) => invariant(connectionsOf(rendered), declared);

/** Dev with the policy of one workload changed. */
const withPolicy = (name: string, change: (spec: Loose) => void, environment = dev) =>
  withChange(environment, ({ kind, metadata, spec }) => {
    if (kind === 'NetworkPolicy' && metadata.name === name) change(spec);
  });

const pods = (labels: Readonly<Record<string, string>>) => ({ podSelector: { matchLabels: labels } });
const part = (instance: string, name: string) =>
  pods({ 'app.kubernetes.io/instance': instance, 'app.kubernetes.io/name': name });

describe('a service that something else than its api may reach is seen', () => {
  test("where the service's own policy is widened", () => {
    const broken = withPolicy('identity-auth-service', ({ ingress }) =>
      ingress[0].from.push(part('identity-auth', 'app')),
    );
    expect(violations(onlyItsApiReachesAService, broken)).toEqual(['identity-auth/app reaches identity-auth/service']);
  });

  test("where the caller's policy is widened", () => {
    const broken = withPolicy('identity-auth-app', ({ egress }) => egress[0].to.push(part('identity-auth', 'service')));
    expect(violations(onlyItsApiReachesAService, broken)).toEqual(['identity-auth/app reaches identity-auth/service']);
  });

  test('where a rule names no peers at all, which means everybody', () => {
    const broken = withPolicy('identity-auth-service', ({ ingress }) => delete ingress[0].from);
    expect(violations(onlyItsApiReachesAService, broken)).toContain('the internet reaches identity-auth/service');
    expect(violations(onlyItsApiReachesAService, broken)).toContain(
      'web-flask-api/flask-api reaches identity-auth/service',
    );
  });

  test('where another stack takes on the labels of the api', () => {
    const broken = withChange(dev, ({ kind, metadata, spec }) => {
      if (kind === 'Deployment' && metadata.name === 'web-flask-api') {
        spec.template.metadata.labels['app.kubernetes.io/instance'] = 'identity-auth';
        spec.template.metadata.labels['app.kubernetes.io/name'] = 'api';
      }
    });
    expect(violations(onlyItsApiReachesAService, broken)).toContain(
      'uo-dev/web-flask-api[Deployment] reaches identity-auth/service',
    );
  });
});

describe('a database that something else may reach is seen', () => {
  test('where the api is let in', () => {
    const broken = withPolicy('identity-auth-postgres', ({ ingress }) =>
      ingress[0].from.push(part('identity-auth', 'api')),
    );
    expect(violations(onlyItsOwnReachADatabase, broken)).toEqual(['identity-auth/api reaches identity-auth/postgres']);
  });

  test("where another stack's service is let in by the label that all services have", () => {
    const broken = withPolicy('identity-auth-postgres', ({ ingress }) => {
      ingress[0].from = [pods({ 'app.kubernetes.io/name': 'service' })];
    });
    expect(violations(onlyItsOwnReachADatabase, broken)).toContain(
      'identity-user/service reaches identity-auth/postgres',
    );
  });

  test('where its policy is gone and default deny with it', () => {
    const broken = withChange(dev, (object) => {
      const { kind, metadata, spec } = object;
      if (kind !== 'NetworkPolicy' || !['default-deny', 'identity-auth-postgres'].includes(metadata.name)) return;
      spec.podSelector = { matchLabels: { nobody: 'at-all' } };
    });
    expect(violations(onlyItsOwnReachADatabase, broken).length).toBeGreaterThan(10);
  });

  test('default deny alone keeps it closed', () => {
    const without = withPolicy('identity-auth-postgres', (spec) => {
      spec.podSelector = { matchLabels: { nobody: 'at-all' } };
    });
    expect(callersOf(connectionsOf(without), connectionsOf(without).workloads.find(isPostgres)!)).toEqual([]);
  });
});

describe('a workload that the outside may reach is seen', () => {
  test('where every namespace is let in', () => {
    const broken = withPolicy('identity-auth-api', ({ ingress }) => ingress[0].from.push({ namespaceSelector: {} }));
    expect(violations(onlyTheWayInComesFromOutside, broken)).toEqual([
      '[any namespace]/[any pod] reaches identity-auth/api',
    ]);
  });

  test('where an address is let in', () => {
    const broken = withPolicy('operations-core-go', ({ ingress }) =>
      ingress.push({ from: [{ ipBlock: { cidr: '8.8.8.0/24' } }] }),
    );
    expect(violations(onlyTheWayInComesFromOutside, broken)).toEqual([
      'the internet reaches operations-core-go/core-go',
    ]);
  });

  test('where an app can not be reached any more', () => {
    const broken = withPolicy('identity-auth-app', (spec) => {
      spec.ingress = [];
    });
    expect(violations(onlyTheWayInComesFromOutside, broken)).toEqual(['the way in does not reach identity-auth/app']);
  });
});

describe('a way out that nobody declared is seen', () => {
  test('to every address', () => {
    const broken = withPolicy('operations-core-go', ({ egress }) =>
      egress.push({ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }),
    );
    expect(violations(onlyTheDeclaredReachTheInternet, broken)).toEqual([
      'operations-core-go/core-go reaches the internet',
    ]);
  });

  test('to one address', () => {
    const broken = withPolicy('operations-core-go', ({ egress }) =>
      egress.push({ to: [{ ipBlock: { cidr: '8.8.8.8/32' } }] }),
    );
    expect(violations(onlyTheDeclaredReachTheInternet, broken)).toEqual([
      'operations-core-go/core-go reaches the internet',
    ]);
  });

  test('to another pod, although that one would refuse', () => {
    const broken = withPolicy('operations-core-go', ({ egress }) =>
      egress.push({ to: [part('web-flask-api', 'flask-api')] }),
    );
    expect(violations(aCompromisedPodReachesNothingElse, broken)).toEqual([
      'operations-core-go/core-go reaches web-flask-api/flask-api',
    ]);
  });

  test('by a policy that covers ingress alone', () => {
    const broken = withChange(dev, ({ kind, spec }) => {
      if (kind === 'NetworkPolicy') spec.policyTypes = ['Ingress'];
    });
    expect(violations(onlyTheDeclaredReachTheInternet, broken).length).toBeGreaterThan(20);
  });

  test('by an address range that pods live in', async () => {
    const broken = withPolicy(
      'portal-platform-api',
      ({ egress }) =>
        egress.push({ to: [{ ipBlock: { cidr: '10.0.0.0/16' } }], ports: [{ port: 443, protocol: 'TCP' }] }),
      prod,
    );
    const found = aCompromisedPodReachesNothingElse(connectionsOf(broken), await declaredConnections('prod'));
    expect(found).toContain('portal-platform-api/platform-api reaches identity-auth/api');
  });

  test('and so is a declared one that is cut', () => {
    const broken = withPolicy('identity-auth-service', ({ ingress }) => ingress.shift());
    expect(violations(aCompromisedPodReachesNothingElse, broken)).toEqual([
      'identity-auth/api does not reach identity-auth/service',
    ]);
  });
});

test('a pod that somebody starts in the namespace reaches nobody, and nobody reaches it', () => {
  const intruder: KubeObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'intruder', namespace: 'uo-dev', labels: { app: 'intruder' } },
    spec: { containers: [{ name: 'main', image: 'intruder' }] },
  };
  const connections = connectionsOf(withObjects(dev, intruder));
  expect(connections.into('uo-dev/intruder')).toEqual([]);
  expect(connections.outOf('uo-dev/intruder')).toEqual([]);
});

function isPostgres({ id }: { readonly id: string }): boolean {
  return id === 'uo-dev/identity-auth-postgres[StatefulSet]';
}
