import { FaultsError } from '../../../model/fault.ts';
import type { CheckFault, Invariant } from '../../check.ts';
import { AddressSet } from '../../traffic/addresses.ts';
import { clusterOf } from '../../traffic/cluster.ts';
import { Engine } from '../../traffic/engine.ts';
import { type Solved, solvedOf } from '../../traffic/solved.ts';
import { type EnvironmentIndex, perEnvironment, treeIndex } from '../../tree/index.ts';

/** The policies of an environment solved as the API reference says, or what kept them from being solved. */
type Traffic = { readonly solved: Solved } | { readonly faults: readonly CheckFault[] };

const trafficOf = perEnvironment((environment): Traffic => {
  // That two objects share a name is the matter of naming/unique.
  const first = environment.entries.filter(
    (entry) => environment.find(entry.type, entry.namespace, entry.name) === entry,
  );
  const objects = new Map(first.map((entry) => [entry.path, entry.object]));
  try {
    const engine = new Engine(clusterOf(objects), AddressSet.all);
    return { solved: solvedOf(engine, { direction: 'both', reading: 'literal' }) };
  } catch (error) {
    if (!(error instanceof FaultsError)) throw error;
    return { faults: error.faults as readonly CheckFault[] };
  }
});

/** The solved policies of an environment, undefined if they cannot be read, which {@link readable} reports. */
export function solvedTraffic(environment: EnvironmentIndex): Solved | undefined {
  const traffic = trafficOf(environment);
  return 'solved' in traffic ? traffic.solved : undefined;
}

export const readable: Invariant = {
  id: 'traffic/input',
  title: 'Every policy, Service, route and workload has the ports, ranges and selectors that Kubernetes knows.',
  why: 'Nothing can be proven of traffic whose rules cannot be read, and the API server refuses them.',
  repair: 'Correct the field.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  check: (tree) =>
    treeIndex(tree).environments.flatMap((environment) => {
      const traffic = trafficOf(environment);
      return 'faults' in traffic ? traffic.faults : [];
    }),
};
