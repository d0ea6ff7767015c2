import { namespaceNamed } from './cluster.ts';
import type { Engine } from './engine.ts';
import { type Certainty, least } from './label-domain.ts';
import type { OutsidePods } from './outside.ts';
import type { View } from './pairs.ts';
import { perEngine } from './per-engine.ts';
import type { Half } from './policies.ts';
import { PortPool } from './port-pool.ts';
import { PortSet } from './ports.ts';
import type { Reading } from './reading.ts';
import { type Grant, Rulebook } from './rulebook.ts';

/** The way of a connection as seen from the class in the tree: to it, or from it. */
export type Way = 'in' | 'out';

/**
 * What the view allows between a class and pods outside of the tree, as a number of the pool. The permissive reading is what some such
 * pod may be allowed, the other readings what every such pod is allowed.
 */
export function allowedOutside(
  engine: Engine,
  of: number,
  way: Way,
  pods: OutsidePods,
  { direction, reading }: View,
): number {
  const own: Half = way === 'in' ? 'ingress' : 'egress';
  const here = direction === 'both' || direction === own ? ownHalf(engine, of, own, pods, reading) : PortPool.all;
  const there =
    direction === own ? PortPool.all : theirHalf(engine, of, own === 'ingress' ? 'egress' : 'ingress', pods, reading);
  return engine.pool.intersect(here, there);
}

function ownHalf(engine: Engine, of: number, half: Half, pods: OutsidePods, reading: Reading): number {
  const { isolated, grants } = engine.half(half, of);
  if (!isolated || engine.isFree(of, reading)) return PortPool.all;
  const open = grants.filter(({ peer }) => counts(meansOutside(engine, peer, pods, reading), reading));
  return joined(engine, open, (grant) =>
    half === 'ingress' ? engine.portsAt(grant.ports, of) : portsOutside(engine, grant, reading),
  );
}

// Policies of the tree that select such pods hold for them too; what other policies say there, nobody here knows.
function theirHalf(engine: Engine, of: number, half: Half, pods: OutsidePods, reading: Reading): number {
  if (engine.isFree(of, reading)) return PortPool.all;
  const selecting = selectingOf(engine, pods).filter(({ place }) =>
    engine.cluster.policies[place]!.isolates.includes(half),
  );
  const surelyIsolated = selecting.some(({ certainty }) => certainty === 'always');
  if (selecting.length === 0 || (reading === 'permissive' && !surelyIsolated)) return PortPool.all;
  const open = selecting
    .filter(({ certainty }) => counts(certainty, reading))
    .flatMap(({ place }) => engine.grantsOf(place, half))
    .filter(({ peer }) => engine.means(peer, of, reading));
  return joined(engine, open, (grant) =>
    half === 'egress' ? engine.portsAt(grant.ports, of) : portsOutside(engine, grant, reading),
  );
}

interface Selecting {
  /** Place of the policy in the cluster's list. */
  readonly place: number;
  readonly certainty: Certainty;
}

/** The policies that may select such pods. */
const selectingOf = perEngine((engine, pods: OutsidePods): readonly Selecting[] =>
  [...placesByNamespace(engine, 'all')].flatMap(([namespace, places]) => {
    const there = pods.namespaces.matches(namespaceNamed(namespace));
    if (there === 'never') return [];
    const found = places.map((place) => ({
      place,
      certainty: least(there, pods.pods.matches(engine.cluster.policies[place]!.pods)),
    }));
    return found.filter(({ certainty }) => certainty !== 'never');
  }),
);

const placesByNamespace = perEngine((engine, _: 'all') =>
  Map.groupBy(engine.cluster.policies.keys(), (place) => engine.cluster.policies[place]!.namespace),
);

/** How surely a rule's peer means such pods. */
export function meansOutside(engine: Engine, peer: number, pods: OutsidePods, reading: Reading): Certainty {
  const grantPeer = engine.rulebook.peers[peer]!;
  if (peer === Rulebook.anyone) return 'always';
  if (grantPeer.kind !== 'pods') return engine.coversPods(peer) && reading === 'permissive' ? 'sometimes' : 'never';
  const { namespaces } = grantPeer;
  const where = pods.namespaces.matches(typeof namespaces === 'string' ? namespaceNamed(namespaces) : namespaces);
  return least(where, pods.pods.matches(grantPeer.pods));
}

// Which number a port name stands for on an unknown pod, nobody knows: it may be any.
/** The ports of a grant on such pods, as a number of the pool. */
export function portsOutside(engine: Engine, grant: Grant, reading: Reading): number {
  const { fixed, names } = engine.rulebook.portLists[grant.ports]!;
  if (reading !== 'permissive') return fixed;
  return engine.pool.union(fixed, engine.pool.id(PortSet.union(names.map(({ protocol }) => PortSet.allOf(protocol)))));
}

/** Whether a reading lets what is so certain count. */
export function counts(certainty: Certainty, reading: Reading): boolean {
  return certainty === 'always' || (certainty === 'sometimes' && reading === 'permissive');
}

function joined(engine: Engine, grants: readonly Grant[], portsOf: (grant: Grant) => number): number {
  let ports = PortPool.none;
  for (const grant of grants) ports = engine.pool.union(ports, portsOf(grant));
  return ports;
}
