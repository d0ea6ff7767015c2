import { expect, test } from '@jest/globals';
import type { Environment, WorkloadProps } from '../../../lib/model/index.ts';
import { demandOf } from '../../../lib/model/plan/quota.ts';
import { withWorkload } from '../../fixtures/base.ts';
import { clusterWith, environmentWith, faultsOf, planOf } from './plan-of.ts';

const one = { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } };
const gibibyte = 2 ** 30;

function demand(props: WorkloadProps, databases = {}, where: Partial<Environment> = {}) {
  const edges = Object.keys(databases).map((to) => ({ from: 'search', to, why: 'it keeps' }));
  const stacks = [withWorkload({ resources: one, ...props }, { databases, edges })];
  return demandOf(planOf({ stacks, environment: environmentWith(where) }).applications);
}

test('a workload counts with every pod and those of a rollout', () => {
  expect(demand({ replicas: 3 })).toEqual({ cpu: 4, memory: 4 * gibibyte, pods: 4, storage: 0 });
  expect(demand({ replicas: 3, rollout: { maxSurge: 2 } }).pods).toBe(5);
});

test('an autoscaled workload counts at its largest', () => {
  expect(demand({ autoscaling: { min: 2, max: 9, cpuPercent: 70 } }).cpu).toBe(10);
});

test('a database counts with its jobs and both of its volumes', () => {
  const migration = { workload: 'search', command: ['migrate'] };
  expect(demand({ replicas: 2 }, { postgres: { resources: one, sizeGi: 20, migration } })).toEqual({
    cpu: 3 + 1 + 1 + 0.05, // the migration has the size of its workload, the backup is small
    memory: 5 * gibibyte + gibibyte / 8,
    pods: 3 + 3,
    storage: 40 * gibibyte,
  });
  expect(demand({ replicas: 2 }, { postgres: { resources: one, sizeGi: 20, backup: false } }).storage).toBe(
    20 * gibibyte,
  );
});

test('a managed database costs the cluster its migration alone', () => {
  const cluster = clusterWith({ managedDatabase: { zone: 'db.internal', cidrs: ['10.1.0.0/20'] } });
  const databases = { postgres: { managed: true, migration: { workload: 'search', command: ['migrate'] } } };
  expect(demand({ replicas: 2 }, databases, { cluster })).toMatchObject({ cpu: 4, pods: 4, storage: 0 });
});

test('what just fits is accepted, whatever floating point makes of the sum', () => {
  const resources = { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1', memory: '1Gi' } };
  const stacks = [withWorkload({ replicas: 2, resources })];
  const quota = { cpu: '300m', memory: '384Mi', pods: 3, storage: '1Gi' };
  expect(faultsOf({ stacks, environment: environmentWith({ quota }) })).toEqual([]);
  const tight = { ...quota, cpu: '299m' };
  expect(faultsOf({ stacks, environment: environmentWith({ quota: tight }) })).toEqual([
    '[environment prod] quota.cpu: found 299m, expected at least 300m, what its stacks ask for at their largest. Raise quota.cpu, or lower replicas, sizes or autoscaling.max.',
  ]);
});
