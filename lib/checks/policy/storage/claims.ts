import { at, field, list, text } from '../../json.ts';
import { objectRule } from '../../rule.ts';
import { type Entry, type EnvironmentIndex, groupBy, type Pod, perEnvironment } from '../../tree/index.ts';
import { compareTurns, showTurn, waveAnnotation } from '../../tree/waves.ts';

const bindingDocs = 'https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode';
const claimKind = ['PersistentVolumeClaim'];

const consumers = perEnvironment((environment) =>
  groupBy(environment.pods, (pod) =>
    list(pod.spec.volumes).map(
      (volume) => `${pod.entry.namespace}/${text(at(volume, 'persistentVolumeClaim', 'claimName'))}`,
    ),
  ),
);

/** The pods that mount the claim of `entry`. */
export function consumersOf(entry: Entry, environment: EnvironmentIndex): readonly Pod[] {
  return consumers(environment).get(`${entry.namespace}/${entry.name}`) ?? [];
}

/** True unless the tree says that the claim's class binds without a pod. */
function waitsForPod(entry: Entry, environment: EnvironmentIndex): boolean {
  const storageClass = environment.find('StorageClass', '', text(at(entry.object, 'spec', 'storageClassName')));
  return (
    at(storageClass?.object, 'volumeBindingMode') !== 'Immediate' &&
    at(entry.object, 'spec', 'volumeName') === undefined
  );
}

export const claimConsumed = objectRule(
  {
    id: 'storage/claim-is-mounted',
    title: 'Every volume claim is mounted by a pod.',
    why: 'With WaitForFirstConsumer, the usual binding, a claim that nobody mounts stays pending and its application never becomes healthy.',
    repair: 'Mount it, or remove it.',
    reference: bindingDocs,
  },
  claimKind,
  function* (entry, environment) {
    if (!waitsForPod(entry, environment) || consumersOf(entry, environment).length > 0) return;
    yield { path: '', found: 'a claim that no pod mounts', expected: 'a pod that mounts it' };
  },
);

export const claimOfCronJob = objectRule(
  {
    id: 'storage/claim-of-cron-job',
    title: 'No volume claim is mounted by CronJobs alone.',
    why: 'With WaitForFirstConsumer the claim stays pending until the first run, and blocks the sync for so long.',
    repair: 'Mount it in a pod that runs on, use an ephemeral volume, or write to an object store.',
    reference: bindingDocs,
  },
  claimKind,
  function* (entry, environment) {
    const pods = consumersOf(entry, environment);
    if (!waitsForPod(entry, environment) || pods.length === 0 || pods.some((pod) => pod.entry.kind !== 'CronJob'))
      return;
    const found = `no consumer but ${pods.map((pod) => pod.entry.id).join(', ')}`;
    yield { path: '', found, expected: 'a consumer that starts with the sync' };
  },
);

export const claimInTime = objectRule(
  {
    id: 'storage/claim-in-time',
    title: 'No volume claim stands in an earlier wave than the first pod that mounts it.',
    why: 'With WaitForFirstConsumer the claim waits for the pod, and Argo CD waits for the claim before it makes the pod.',
    repair: 'Give the claim the wave of its first consumer.',
    reference: bindingDocs,
  },
  claimKind,
  function* (entry, environment) {
    if (!waitsForPod(entry, environment)) return;
    const started = consumersOf(entry, environment).filter((pod) => pod.entry.kind !== 'CronJob');
    const [first] = started.map((pod) => pod.entry).toSorted((a, b) => compareTurns(a.turn, b.turn));
    if (first === undefined || compareTurns(entry.turn, first.turn) >= 0) return;
    const expected = `${showTurn(first.turn)}, that of ${first.id}`;
    yield { path: field('metadata.annotations', waveAnnotation), found: showTurn(entry.turn), expected };
  },
);
