import { environmentRule } from '../../rule.ts';
import type { Engine } from '../../traffic/engine.ts';
import { forEachPair } from '../../traffic/pairs.ts';
import type { Half, Policy } from '../../traffic/policies.ts';
import type { PortSet } from '../../traffic/ports.ts';
import type { Grant } from '../../traffic/rulebook.ts';
import type { Solved } from '../../traffic/solved.ts';
import { solvedTraffic } from './traffic.ts';

/** An allowance of one half that the other half lacks. */
interface HalfOpen {
  readonly from: number;
  readonly to: number;
  /** The half that allows it. */
  readonly half: Half;
  readonly ports: PortSet;
}

/** A grant of a policy with the policy that it is of. */
interface PlacedGrant {
  readonly policy: Policy;
  readonly grant: Grant;
}

/** A rule of a policy that leaves something half open, with the first pair of which that is true. */
interface HalfOpenRule {
  readonly policy: Policy;
  /** `spec.ingress[0]`. */
  readonly path: string;
  readonly open: HalfOpen;
}

const other = { ingress: 'egress', egress: 'ingress' } as const;

export const twoSided = environmentRule(
  {
    id: 'network/two-sided',
    title: 'Between pods of the tree every allowance has both its halves.',
    why: 'A half alone connects nobody today, and silently becomes an open door when someone widens the other side.',
    repair: 'Add the missing half, or remove this one.',
    reference:
      'https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation',
  },
  function* (environment) {
    const solved = solvedTraffic(environment);
    if (solved === undefined) return;
    for (const { policy, path, open } of halfOpenRules(solved)) {
      const entry = environment.find('NetworkPolicy', policy.namespace, policy.id.slice(policy.namespace.length + 1));
      if (entry !== undefined) yield { entry, path, ...wordsOf(open, solved) };
    }
  },
);

function wordsOf({ from, to, half, ports }: HalfOpen, solved: Solved): { found: string; expected: string } {
  const [source, target] = [nameOf(solved, from), nameOf(solved, to)];
  const lacking = half === 'ingress' ? `egress of ${source}` : `ingress of ${target}`;
  return { found: `${source} => ${target} : ${ports}`, expected: `the same in the ${lacking}` };
}

/** Every rule that grants something which the other half lacks, each once, however many pairs it leaves half open. */
function halfOpenRules(solved: Solved): Iterable<HalfOpenRule> {
  const { engine } = solved;
  const grantsOf = { ingress: grantsByClass(engine, 'ingress'), egress: grantsByClass(engine, 'egress') };
  const found = new Map<string, HalfOpenRule>();
  for (const half of ['ingress', 'egress'] as const) {
    forEachPair(engine, { direction: half, reading: 'literal' }, (from, to, ports) => {
      // Pods that no policy selects are another rule's matter.
      if (!engine.half('egress', from).isolated || !engine.half('ingress', to).isolated) return;
      const opposite = engine.allowed(other[half], from, to, 'literal');
      if (opposite === ports) return;
      const missing = engine.pool.set(ports).minus(engine.pool.set(opposite));
      if (missing.isEmpty) return;
      const open: HalfOpen = { from, to, half, ports: missing };
      for (const { policy, grant } of grantsOf[half](half === 'ingress' ? to : from)) {
        const path = `spec.${half}[${grant.rule}]`;
        const key = `${policy.id} ${path}`;
        if (!found.has(key) && contributes(engine, grant, open)) found.set(key, { policy, path, open });
      }
    });
  }
  return found.values();
}

/** What the policies that select a class grant in one half, gathered once for all classes. */
function grantsByClass(engine: Engine, half: Half): (of: number) => readonly PlacedGrant[] {
  const known = new Map<number, PlacedGrant[]>();
  for (const [place, policy] of engine.cluster.policies.entries()) {
    const grants = engine.grantsOf(place, half).map((grant) => ({ policy, grant }));
    if (grants.length === 0) continue;
    const pods = engine.finder.find(policy.namespace, policy.pods);
    for (const each of new Set(pods.map((pod) => engine.classOf[pod]!))) {
      const others = known.get(each);
      if (others === undefined) known.set(each, [...grants]);
      else others.push(...grants);
    }
  }
  return (of) => known.get(of) ?? [];
}

/** Whether the half-open ports, or some of them, come from this grant. */
function contributes(engine: Engine, grant: Grant, { from, to, half, ports }: HalfOpen): boolean {
  if (!engine.means(grant.peer, half === 'ingress' ? from : to, 'literal')) return false;
  return engine.pool.set(engine.portsAt(grant.ports, to)).overlaps(ports);
}

function nameOf(solved: Solved, of: number): string {
  const pod = solved.engine.members[of]![0]!;
  return solved.workloads[solved.engine.finder.workloadOf[pod]!]!.id;
}
