import { mayMeanEdge } from './exposure.ts';
import { counts, meansOutside, portsOutside } from './outside-solve.ts';
import { peerText } from './peer-text.ts';
import type { Peer } from './peers.ts';
import type { Half } from './policies.ts';
import { PortSet } from './ports.ts';
import { type Grant, Rulebook } from './rulebook.ts';
import type { Solved } from './solved.ts';

/** A rule that lets the other end of a connection in or out. */
export interface RuleReason {
  /** `ns/name` of the policy. */
  readonly policy: string;
  /** File of the policy; empty when the objects came as a list. */
  readonly file: string;
  readonly half: Half;
  /** Place among the policy's `ingress` or `egress`, from 0. */
  readonly rule: number;
  /** Whom the rule means, in words. */
  readonly peer: string;
  /** What the rule allows between the two ends. */
  readonly ports: PortSet;
}

/** What the policies of one workload say of another end. */
export interface HalfReasons {
  /** `ns/name` of the policies that isolate the workload; if there are none, everything is allowed. */
  readonly isolatedBy: readonly string[];
  readonly rules: readonly RuleReason[];
}

/** Which policies and rules decide one half of a connection, in the view's reading; the workload by its place. */
export function reasonsOf(solved: Solved, half: Half, workload: number, other: Peer): HalfReasons {
  const { engine } = solved;
  const { policies } = engine.cluster;
  const isolating = [...new Set(solved.classesOf[workload]!.flatMap((of) => engine.isolating(half, of)))];
  const rules = isolating.flatMap((place) =>
    engine.grantsOf(place, half).flatMap((grant): readonly RuleReason[] => {
      const ports = means(solved, grant, other) ? portsOf(solved, half, grant, workload, other) : PortSet.none;
      if (ports.isEmpty) return [];
      const { id, file } = policies[place]!;
      return [{ policy: id, file, half, rule: grant.rule, peer: peerText(engine.rulebook.peers[grant.peer]!), ports }];
    }),
  );
  return { isolatedBy: isolating.map((place) => policies[place]!.id), rules };
}

function means({ engine, view: { reading }, classesOf, placeOf }: Solved, { peer }: Grant, other: Peer): boolean {
  const meant = engine.rulebook.peers[peer]!;
  if (peer === Rulebook.anyone) return true;
  switch (other.kind) {
    case 'workload':
      return classesOf[placeOf(other)]!.some((of) => engine.means(peer, of, reading));
    case 'outside':
      return counts(meansOutside(engine, peer, other, reading), reading);
    case 'external':
      return meant.kind === 'block' && meant.addresses.touches(other);
    case 'ingress-controller':
      return mayMeanEdge(engine, peer, reading);
  }
}

function portsOf(
  { engine, view, classesOf, placeOf }: Solved,
  half: Half,
  grant: Grant,
  workload: number,
  other: Peer,
): PortSet {
  const set = (ports: number): PortSet => engine.pool.set(ports);
  const at = (place: number): PortSet =>
    PortSet.union(classesOf[place]!.map((of) => set(engine.portsAt(grant.ports, of))));
  if (half === 'ingress') return at(workload);
  if (other.kind === 'workload') return at(placeOf(other));
  return set(
    other.kind === 'outside'
      ? portsOutside(engine, grant, view.reading)
      : engine.rulebook.portLists[grant.ports]!.fixed,
  );
}
