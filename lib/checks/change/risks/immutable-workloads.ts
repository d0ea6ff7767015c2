import { at, isRecord, record } from '../../json.ts';
import { fixedChange, fixedRule, fixedValue, isMadeAgain, refused } from './fixed.ts';
import { changedRule, type RiskRule } from './risk.ts';

const selector = fixedRule(
  {
    id: 'immutable/selector',
    title: 'the selector of a Deployment, DaemonSet or ReplicaSet changes',
    repair:
      'Keep the selector. To change it, render the workload under a new name beside the old one and remove the old one in a later change.',
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates',
  },
  {
    Deployment: [{ path: 'spec.selector' }],
    DaemonSet: [{ path: 'spec.selector' }],
    ReplicaSet: [{ path: 'spec.selector' }],
  },
);

/** All that may change in the spec of a StatefulSet. */
const freeInStatefulSet = new Set([
  'minReadySeconds',
  'ordinals',
  'persistentVolumeClaimRetentionPolicy',
  'replicas',
  'revisionHistoryLimit',
  'template',
  'updateStrategy',
]);

const statefulSetDefaults: Readonly<Record<string, unknown>> = { podManagementPolicy: 'OrderedReady' };

const statefulSet = changedRule(
  {
    id: 'immutable/stateful-set',
    title:
      'a field of a StatefulSet changes that is fixed: selector, serviceName, volumeClaimTemplates, podManagementPolicy',
    reason: refused,
    repair:
      'Keep the field. To change it, run kubectl delete statefulset with --cascade=orphan, which leaves pods and volumes, and let Argo CD make it again; to grow a volume, raise the request of each claim first.',
    reference:
      'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSetSpec',
  },
  ['StatefulSet'],
  function* (old, next) {
    const names = new Set([old, next].flatMap(({ object }) => Object.keys(record(at(object, 'spec')))));
    for (const name of [...names].sort()) {
      if (freeInStatefulSet.has(name)) continue;
      yield* fixedChange(old, next, { path: `spec.${name}`, default: statefulSetDefaults[name] });
    }
  },
);

const jobFields = [
  { path: 'spec.template' },
  { path: 'spec.selector' },
  { path: 'spec.completionMode', default: 'NonIndexed' },
  { path: 'spec.podFailurePolicy' },
  { path: 'spec.successPolicy' },
  { path: 'spec.backoffLimitPerIndex' },
  { path: 'spec.managedBy' },
];

const job = changedRule(
  {
    id: 'immutable/job',
    title: 'the pod of a Job changes, or what counts as its success, under the same name',
    reason: refused,
    repair: 'Give the Job a name with its release, so that a new one is made beside the old one.',
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#mutable-scheduling-directives',
  },
  ['Job'],
  function* (old, next) {
    if (isMadeAgain(next)) return;
    for (const fixed of jobFields) yield* fixedChange(old, next, fixed);
    // The completions of an indexed Job may change along with its parallelism.
    if (at(next.object, 'spec', 'completionMode') !== 'Indexed') {
      yield* fixedChange(old, next, { path: 'spec.completions' });
    }
  },
);

const freeInPod = new Set(['activeDeadlineSeconds', 'schedulingGates', 'tolerations']);

const pod = changedRule(
  {
    id: 'immutable/pod',
    title: 'anything of a bare Pod changes but its images',
    reason: refused,
    repair: 'Make it the pod template of a Deployment or a Job.',
    reference: 'https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement',
  },
  ['Pod'],
  function* (old, next) {
    if (isMadeAgain(next)) return;
    const names = new Set([old, next].flatMap(({ object }) => Object.keys(record(at(object, 'spec')))));
    for (const name of [...names].sort()) {
      if (freeInPod.has(name)) continue;
      const [before, after] = [old, next].map(({ object }) => withoutImages(at(object, 'spec', name)));
      yield* fixedValue(next, `spec.${name}`, before, after);
    }
  },
);

/** A list of containers, or any other field of a pod, without the one thing of a container that may change. */
function withoutImages(field: unknown): unknown {
  if (!Array.isArray(field)) return field;
  return field.map((entry) => (isRecord(entry) ? { ...entry, image: undefined } : entry));
}

/** What must not change in objects that run pods. */
export const immutableWorkloads: readonly RiskRule[] = [selector, statefulSet, job, pod];
