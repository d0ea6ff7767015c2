import { FaultsError } from '../../model/fault.ts';
import type { KubeObject } from '../../render/tree.ts';
import { diff, type Change as TrafficChange } from '../traffic/diff.ts';
import type { Widening } from '../traffic/diff-halves.ts';
import { type Connections, type PortSet, solve } from '../traffic/index.ts';
import type { EnvironmentIndex } from '../tree/index.ts';
import type { Comparison } from './compare/comparison.ts';
import { compareText } from './compare/text.ts';

export type { Change as TrafficChange } from '../traffic/index.ts';

/** How the traffic of one environment changes. */
export interface TrafficDifference {
  /** Folder of the environment; empty for a folder of YAML without environments. */
  readonly environment: string;
  /** Connections gained, lost and changed, sorted by ends. */
  readonly changes: readonly TrafficChange[];
  /** What one half alone allows more of. */
  readonly widened: readonly Widening[];
}

/** The kinds that say who may talk to whom. */
const trafficKinds: ReadonlySet<string> = new Set([
  'CronJob',
  'DaemonSet',
  'Deployment',
  'HTTPRoute',
  'Ingress',
  'Job',
  'Namespace',
  'NetworkPolicy',
  'Pod',
  'ReplicaSet',
  'Service',
  'StatefulSet',
]);

/**
 * The traffic that an environment gains and loses.
 * @throws FaultsError if the network policies of a side can't be understood; the owner of each fault says which side
 */
export function trafficDifference(comparison: Comparison): TrafficDifference {
  const { environment, old, new: next, added, removed, changed } = comparison;
  const touched = [...added, ...removed, ...changed.map((pair) => pair.new)];
  if (!touched.some(({ type }) => trafficKinds.has(type))) return { environment, changes: [], widened: [] };
  const before = solved(old, 'old');
  const after = solved(next, 'new');
  const found = diff(before, after);
  const changes = [...found.added, ...found.removed, ...found.changed].sort(byEnds);
  return { environment, changes: changes.flatMap((change) => asked(change, before, after)), widened: found.widened };
}

function byEnds(a: TrafficChange, b: TrafficChange): number {
  return compareText(a.from.id, b.from.id) || compareText(a.to.id, b.to.id);
}

function solved(environment: EnvironmentIndex, side: 'old' | 'new'): Connections {
  try {
    return solve(new Map<string, KubeObject>(environment.entries.map(({ path, object }) => [path, object])));
  } catch (error) {
    if (!(error instanceof FaultsError)) throw error;
    throw new FaultsError(error.faults.map((fault) => ({ ...fault, owner: `${side} ${fault.owner}` })));
  }
}

/**
 * A listing names pods outside of the tree by the rules of its own side, so what the other side allows the same pods is asked for:
 * else a workload that leaves the tree would turn every rule that means it into a connection gained.
 */
function asked(change: TrafficChange, before: Connections, after: Connections): readonly TrafficChange[] {
  const { from, to } = change;
  if (from.kind !== 'outside' && to.kind !== 'outside') return [change];
  const workload = from.kind === 'workload' ? from : to;
  const allowed = (side: Connections, listed: PortSet): PortSet => {
    if (!listed.isEmpty || !side.workloads.some(({ id }) => id === workload.id)) return listed;
    return side.allowed(from, to);
  };
  const whole = { from, to, old: allowed(before, change.old), new: allowed(after, change.new) };
  return whole.old.equals(whole.new) ? [] : [whole];
}
