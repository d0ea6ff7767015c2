import { at, list, show, text } from '../../json.ts';
import { objectRule } from '../../rule.ts';
import type { Entry, EnvironmentIndex } from '../../tree/index.ts';

export const rollout = objectRule(
  {
    id: 'availability/rollout',
    title: 'A rollout takes no pod away before its successor is ready.',
    why: 'Capacity falls, or ends, in the very minute in which a new version shows its faults.',
    repair: 'Set strategy to RollingUpdate with maxUnavailable 0 and maxSurge 1.',
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy',
  },
  ['Deployment'],
  function* (entry, environment) {
    // Old and new pod cannot hold a ReadWriteOnce volume at once: storage/one-writer asks for Recreate there.
    if (mountsSingleWriterClaim(entry, environment)) return;
    const strategy = at(entry.object, 'spec', 'strategy');
    if (at(strategy, 'type') === 'Recreate') {
      yield { path: 'spec.strategy.type', found: '"Recreate"', expected: 'RollingUpdate' };
      return;
    }
    const value = at(strategy, 'rollingUpdate', 'maxUnavailable');
    if (value === 0 || value === '0%') return;
    yield { path: 'spec.strategy.rollingUpdate.maxUnavailable', found: show(value), expected: '0' };
  },
);

/** The claims that the pods of `entry` mount and that one node may write at a time. */
export function singleWriterClaims(entry: Entry, environment: EnvironmentIndex): readonly string[] {
  return list(environment.podOf(entry)?.spec.volumes)
    .map((volume) => text(at(volume, 'persistentVolumeClaim', 'claimName')))
    .filter((name) => {
      const claim = environment.find('PersistentVolumeClaim', entry.namespace, name);
      const modes = list(at(claim?.object, 'spec', 'accessModes'));
      return modes.length > 0 && modes.every((mode) => mode === 'ReadWriteOnce' || mode === 'ReadWriteOncePod');
    });
}

function mountsSingleWriterClaim(entry: Entry, environment: EnvironmentIndex): boolean {
  return singleWriterClaims(entry, environment).length > 0;
}

const jobSpecs: Readonly<Record<string, readonly string[]>> = {
  Job: ['spec'],
  CronJob: ['spec', 'jobTemplate', 'spec'],
};

export const jobDeadline = objectRule(
  {
    id: 'availability/job-deadline',
    title: 'Every job has a deadline.',
    why: 'A migration that waits for a lock would block the sync, and every later one, forever.',
    repair: 'Set activeDeadlineSeconds to the longest that the job may take.',
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup',
  },
  Object.keys(jobSpecs),
  function* (entry) {
    const path = jobSpecs[entry.kind]!;
    const deadline = at(entry.object, ...path, 'activeDeadlineSeconds');
    if (typeof deadline === 'number') return;
    yield { path: `${path.join('.')}.activeDeadlineSeconds`, found: show(deadline), expected: 'a number of seconds' };
  },
);

export const cronJobConcurrency = objectRule(
  {
    id: 'availability/cron-job-concurrency',
    title: 'No CronJob starts a run beside one that is still going.',
    why: 'Runs that take longer than their interval pile up and end in the resources of everyone else.',
    repair: 'Set concurrencyPolicy to Forbid or Replace.',
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy',
  },
  ['CronJob'],
  function* (entry) {
    const policy = at(entry.object, 'spec', 'concurrencyPolicy');
    if (policy === 'Forbid' || policy === 'Replace') return;
    yield { path: 'spec.concurrencyPolicy', found: show(policy), expected: 'Forbid or Replace' };
  },
);
