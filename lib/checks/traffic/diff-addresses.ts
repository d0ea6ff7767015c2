import { type Family, whole } from './addresses.ts';
import type { Connections } from './connections.ts';
import type { Change } from './diff.ts';
import { externalPeer, type WorkloadPeer } from './peers.ts';
import type { Half } from './policies.ts';
import { PortSet } from './ports.ts';
import type { Step } from './steps.ts';

const halves: readonly Half[] = ['ingress', 'egress'];

/** The changes between workloads and addresses outside of the cluster, in the fewest ranges for each workload. */
export function addressChanges(before: Connections, after: Connections): readonly Change[] {
  const workloads = new Map([...before.workloads, ...after.workloads].map((peer) => [peer.id, peer]));
  const families = [...new Set([...before.families, ...after.families])];
  return families.flatMap((family) =>
    [...workloads.values()].flatMap((workload) =>
      halves.flatMap((half) => changesOf(before, after, family, half, workload)),
    ),
  );
}

function changesOf(
  before: Connections,
  after: Connections,
  family: Family,
  half: Half,
  workload: WorkloadPeer,
): readonly Change[] {
  const [old, next] = [before, after].map((side) => stepsOf(side, family, half, workload));
  return merged(old!, next!).map(({ first, last, ...ports }) => {
    const range = externalPeer({ first, last });
    return half === 'ingress' ? { from: range, to: workload, ...ports } : { from: workload, to: range, ...ports };
  });
}

function stepsOf(side: Connections, family: Family, half: Half, workload: WorkloadPeer): readonly Step<PortSet>[] {
  const here = side.workloads.some(({ id }) => id === workload.id);
  return here ? side.steps(half, workload, family) : [{ ...whole[family], value: PortSet.none }];
}

interface Stretch {
  readonly first: bigint;
  readonly last: bigint;
  readonly old: PortSet;
  readonly new: PortSet;
}

/** The stretches that differ, neighbours that differ alike joined. Both lists cover the same addresses without gaps. */
function merged(old: readonly Step<PortSet>[], next: readonly Step<PortSet>[]): readonly Stretch[] {
  const found: Stretch[] = [];
  let [i, j] = [0, 0];
  let first = old[0]!.first;
  while (i < old.length && j < next.length) {
    const [a, b] = [old[i]!, next[j]!];
    const last = earlier(a.last, b.last);
    const previous = found.at(-1);
    if (!a.value.equals(b.value)) {
      const continues = previous?.last === first - 1n && previous.old.equals(a.value) && previous.new.equals(b.value);
      if (continues) found[found.length - 1] = { ...previous, last };
      else found.push({ first, last, old: a.value, new: b.value });
    }
    if (a.last === last) i++;
    if (b.last === last) j++;
    first = last + 1n;
  }
  return found;
}

function earlier(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}
