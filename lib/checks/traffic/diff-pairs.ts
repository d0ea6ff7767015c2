import type { Connections } from './connections.ts';
import type { WorkloadPeer } from './peers.ts';

/** One workload before and after; one side is undefined for a workload that comes or goes. */
export interface Pair {
  readonly old: WorkloadPeer | undefined;
  readonly new: WorkloadPeer | undefined;
}

/**
 * The workloads of two trees, each with what it was. A Job can't be changed, so its next release has another name: a new Job with the
 * labels of one that is gone takes its place, if there is just one such pair.
 */
export function pairsOf(before: Connections, after: Connections): readonly Pair[] {
  const [old, next] = [byId(before.workloads), byId(after.workloads)];
  const gone = Map.groupBy(
    [...old.values()].filter((peer) => !next.has(peer.id)),
    roleOf,
  );
  const come = Map.groupBy(
    [...next.values()].filter((peer) => !old.has(peer.id)),
    roleOf,
  );
  const predecessor = (peer: WorkloadPeer): WorkloadPeer | undefined => {
    const [olds = [], news = []] = [gone.get(roleOf(peer)), come.get(roleOf(peer))];
    return peer.workload.kind === 'Job' && olds.length === 1 && news.length === 1 ? olds[0] : undefined;
  };
  const kept = [...next.values()].map((peer): Pair => ({ old: old.get(peer.id) ?? predecessor(peer), new: peer }));
  const taken = new Set(kept.map((pair) => pair.old?.id));
  const lost = [...old.values()].filter(({ id }) => !taken.has(id));
  return [...kept, ...lost.map((peer): Pair => ({ old: peer, new: undefined }))];
}

function byId(workloads: readonly WorkloadPeer[]): ReadonlyMap<string, WorkloadPeer> {
  return new Map(workloads.map((peer) => [peer.id, peer]));
}

const nameLabels = ['job-name', 'batch.kubernetes.io/job-name'];

function roleOf({ workload: { kind, namespace, pods } }: WorkloadPeer): string {
  const labels = pods.map((pod) =>
    Object.entries(pod.labels)
      .filter(([name]) => !nameLabels.includes(name))
      .sort(),
  );
  return JSON.stringify([kind, namespace, labels]);
}
