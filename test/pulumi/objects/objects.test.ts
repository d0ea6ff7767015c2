import { describe, expect, test } from '@jest/globals';
import { clusterKindsOf, namespacedKindsOf } from '../../../lib/gitops/kinds.ts';
import { below, folderOf, logicalName } from '../../../lib/pulumi/objects/name.ts';
import { optionsOf } from '../../../lib/pulumi/objects/options.ts';
import { timeoutSeconds } from '../../../lib/pulumi/objects/timeouts.ts';
import { autoscaledIn, holdsData } from '../../../lib/pulumi/objects/traits.ts';
import { typeOf } from '../../../lib/pulumi/objects/types.ts';
import type { KubeObject } from '../../../lib/render/tree.ts';

function object(
  kind: string,
  spec: Record<string, unknown> = {},
  annotations: Record<string, string> = {},
): KubeObject {
  return { apiVersion: 'apps/v1', kind, metadata: { name: 'cart', namespace: 'uo-dev', annotations }, spec };
}

const none = { autoscaled: new Map<string, number>(), released: false };
const data = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' };

describe('the type of an object', () => {
  const own = /^$|^(apps|autoscaling|batch|policy)$|^(networking|rbac.authorization)\.k8s\.io$/;
  const rendered = [
    ...clusterKindsOf(undefined),
    ...namespacedKindsOf(undefined),
    { group: 'apps', kind: 'DaemonSet' },
  ];
  const ofApiServer = rendered.filter(({ group }) => own.test(group));
  test.each(ofApiServer)('of the API server, $group $kind, is the one of that kind', ({ group, kind }) => {
    const version = kind === 'HorizontalPodAutoscaler' ? 'v2' : 'v1';
    expect(typeOf({ apiVersion: group === '' ? version : `${group}/${version}`, kind }).name).toBe(kind);
  });

  test('of any other kind is a custom resource', () => {
    expect(typeOf({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway' }).name).toBe('CustomResource');
    expect(typeOf({ apiVersion: 'serving.knative.dev/v1', kind: 'Service' }).name).toBe('CustomResource');
  });
});

describe('what holds data', () => {
  test('is what Argo CD is told to delete never', () => {
    expect(holdsData(object('StatefulSet', {}, data))).toBe(true);
    expect(holdsData(object('StatefulSet'))).toBe(false);
    expect(holdsData(object('Service', {}, { 'argocd.argoproj.io/sync-options': 'Prune=false' }))).toBe(false);
  });

  test('is protected, and stays when its resource goes', () => {
    expect(optionsOf(object('StatefulSet', {}, data), none)).toMatchObject({ protect: true, retainOnDelete: true });
    expect(optionsOf(object('Deployment'), none)).toMatchObject({ protect: false, retainOnDelete: false });
  });

  test("leaves its Secret behind, without which it would not start; Argo CD's go with Argo CD", () => {
    const secret = (namespace: string) => ({ ...object('Secret'), metadata: { name: 'db', namespace } });
    expect(optionsOf(secret('uo-dev'), none)).toMatchObject({ protect: false, retainOnDelete: true });
    expect(optionsOf(secret('argocd'), none)).toMatchObject({ protect: false, retainOnDelete: false });
  });

  test('is let go with all the others while another delivery takes over', () => {
    for (const annotations of [data, {}]) {
      const options = optionsOf(object('StatefulSet', {}, annotations), { ...none, released: true });
      expect(options).toMatchObject({ protect: false, retainOnDelete: true });
    }
  });
});

describe('how long an object may take', () => {
  test('is what the object says itself, and a minute more, so that the cluster tells first', () => {
    expect(timeoutSeconds(object('Job', { activeDeadlineSeconds: 600 }), 1)).toBe(660);
    expect(timeoutSeconds(object('Deployment', { progressDeadlineSeconds: 300 }), 1)).toBe(360);
    expect(timeoutSeconds(object('ConfigMap'), 1)).toBeUndefined();
  });

  test('counts anew for each pod', () => {
    const replicas = { progressDeadlineSeconds: 300, replicas: 3 };
    expect(optionsOf(object('Deployment', replicas), none).customTimeouts).toEqual({ create: '960s', update: '960s' });
  });

  test("of an autoscaled one counts its autoscaler's most", () => {
    const autoscaler = {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'cart', namespace: 'uo-dev' },
      spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart' }, maxReplicas: 4 },
    };
    const autoscaled = autoscaledIn(new Map([['a', autoscaler]]));
    const options = optionsOf(object('Deployment', { progressDeadlineSeconds: 300 }), { ...none, autoscaled });
    expect(options).toMatchObject({ ignoreChanges: ['spec.replicas'], customTimeouts: { create: '1260s' } });
  });

  test('of a database is what its startup probe allows', () => {
    const containers = [{ startupProbe: { periodSeconds: 10, failureThreshold: 60 } }, {}];
    expect(timeoutSeconds(object('StatefulSet', { template: { spec: { containers } } }), 1)).toBe(660);
  });
});

test('a name in the state is the folder and the file, without the environment', () => {
  const path = 'dev/identity-auth/Service.identity-auth-api.yaml';
  expect(logicalName(path)).toBe('identity-auth/Service.identity-auth-api');
  expect(folderOf(path)).toBe('identity-auth');
  expect([...below(new Map([[path, object('Service')]]), 'de').keys()]).toEqual([]);
});
