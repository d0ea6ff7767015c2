import { describe, expect, test } from '@jest/globals';
import { kindEntry } from '../../../lib/checks/schema/index.ts';
import { messages } from './change.ts';

function message(apiVersion: unknown, kind: unknown): string[] {
  return messages({ apiVersion, kind, metadata: { name: 'x' }, specc: 1 } as never);
}

describe('an alpha or beta version of a kind is a fault that names the generally available one', () => {
  test.each([
    [
      'networking.k8s.io/v1beta1',
      'Ingress',
      '[x.yaml] apiVersion: found "networking.k8s.io/v1beta1", expected "networking.k8s.io/v1" for Ingress. Set apiVersion to "networking.k8s.io/v1".',
    ],
    [
      'autoscaling/v2beta2',
      'HorizontalPodAutoscaler',
      '[x.yaml] apiVersion: found "autoscaling/v2beta2", expected one of "autoscaling/v1", "autoscaling/v2" for HorizontalPodAutoscaler. Set apiVersion to "autoscaling/v2".',
    ],
    [
      'gateway.networking.k8s.io/v1beta1',
      'HTTPRoute',
      '[x.yaml] apiVersion: found "gateway.networking.k8s.io/v1beta1", expected "gateway.networking.k8s.io/v1" for HTTPRoute. Set apiVersion to "gateway.networking.k8s.io/v1".',
    ],
    [
      'extensions/v1beta1',
      'Deployment',
      '[x.yaml] apiVersion: found "extensions/v1beta1", expected "apps/v1" for Deployment. Set apiVersion to "apps/v1".',
    ],
    [
      'apps/v1',
      'ConfigMap',
      '[x.yaml] apiVersion: found "apps/v1", expected "v1" for ConfigMap. Set apiVersion to "v1".',
    ],
  ])('%s %s', (apiVersion, kind, expected) => {
    expect(message(apiVersion, kind)).toEqual([expected]);
  });
});

describe('an unknown kind is a fault that suggests the nearest one', () => {
  test.each([
    [
      'apps/v1',
      'Deploymnet',
      '[x.yaml] kind: found "Deploymnet", expected a kind of apps/v1: one of DaemonSet, Deployment, ReplicaSet, StatefulSet. Did you mean "Deployment"?',
    ],
    [
      'batch/v1',
      'Workflow',
      '[x.yaml] kind: found "Workflow", expected a kind of batch/v1: one of CronJob, Job. Correct the kind or its apiVersion.',
    ],
    [
      'app/v1',
      'Deploymnet',
      '[x.yaml] kind: found "Deploymnet" of "app/v1", expected a kind of the Kubernetes API or of a known custom resource. Did you mean kind "Deployment" of "apps/v1"?',
    ],
    [
      'kafka.strimzi.io/v1beta2',
      'KafkaTopic',
      '[x.yaml] kind: found "KafkaTopic" of "kafka.strimzi.io/v1beta2", expected a kind of the Kubernetes API or of a known custom resource. Correct it, or add its definition to tools/schemas/sources.ts.',
    ],
    [
      'constructor',
      'Foo',
      '[x.yaml] kind: found "Foo" of "constructor", expected a kind of the Kubernetes API or of a known custom resource. Correct it, or add its definition to tools/schemas/sources.ts.',
    ],
    [
      undefined,
      undefined,
      '[x.yaml] kind: found nothing of nothing, expected a kind of the Kubernetes API or of a known custom resource. Correct it, or add its definition to tools/schemas/sources.ts.',
    ],
    [
      'v1',
      'constructor',
      '[x.yaml] kind: found "constructor", expected a kind of v1: one of ConfigMap, LimitRange, Namespace, PersistentVolume, PersistentVolumeClaim, Pod, PodTemplate, ReplicationController, ResourceQuota, Secret and 2 more. Correct the kind or its apiVersion.',
    ],
  ])('%s %s', (apiVersion, kind, expected) => {
    expect(message(apiVersion, kind)).toEqual([expected]);
  });

  test.each(['Node', 'Event', 'Endpoints'])('%s is none, since no manifest holds it', (kind) => {
    expect(message('v1', kind)[0]).toMatch(/^\[x\.yaml\] kind: found "/);
  });
});

test('a kind says whether it belongs to a namespace', () => {
  expect(kindEntry('v1', 'Service')?.namespaced).toBe(true);
  expect(kindEntry('v1', 'Namespace')?.namespaced).toBe(false);
  expect(kindEntry('cert-manager.io/v1', 'ClusterIssuer')?.namespaced).toBe(false);
  expect(kindEntry('toString', 'x')).toBeUndefined();
});
