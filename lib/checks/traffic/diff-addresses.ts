import { type Family, whole } from './addresses.ts';
import type { Connections } from './connections.ts';
import type { Change } from './diff.ts';
import type { Pair } from './diff-pairs.ts';
import { externalPeer, type WorkloadPeer } from './peers.ts';
import type { Half } from './policies.ts';
import { PortSet } from './ports.ts';
import type { Step } from './steps.ts';

const halves: readonly Half[] = ['ingress', 'egress'];

/** The changes between workloads and addresses outside of the cluster, in the fewest ranges for each workload. */
export function addressChanges(before: Connections, after: Connections, pairs: readonly Pair[]): readonly Change[] {
  const families = [...new Set([...before.families, ...after.families])];
  return families.flatMap((family) =>
    pairs.flatMap((pair) =>
      halves.flatMap((half) => {
        const [old, next] = [stepsOf(before, pair.old, half, family), stepsOf(after, pair.new, half, family)];
        return differences(old, next).map((stretch) => changeOf(stretch, half, (pair.new ?? pair.old)!));
      }),
    ),
  );
}

function stepsOf(
  side: Connections,
  workload: WorkloadPeer | undefined,
  half: Half,
  family: Family,
): readonly Step<PortSet>[] {
  return workload === undefined ? [{ ...whole[family], value: PortSet.none }] : side.steps(half, workload, family);
}

function changeOf({ first, last, ...ports }: Stretch, half: Half, workload: WorkloadPeer): Change {
  const range = externalPeer({ first, last });
  return half === 'ingress' ? { from: range, to: workload, ...ports } : { from: workload, to: range, ...ports };
}

/** Addresses on which two lists of steps differ. */
export interface Stretch {
  readonly first: bigint;
  readonly last: bigint;
  readonly old: PortSet;
  readonly new: PortSet;
}

/** The fewest stretches that differ. Both lists cover the same addresses without gaps, in steps as many as they like. */
export function differences(old: readonly Step<PortSet>[], next: readonly Step<PortSet>[]): readonly Stretch[] {
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
