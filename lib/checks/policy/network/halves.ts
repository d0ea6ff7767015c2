import { environmentRule } from '../../rule.ts';
import type { Engine } from '../../traffic/engine.ts';
import { forEachPair } from '../../traffic/pairs.ts';
import type { Half, Policy, PolicyPeer, Rule } from '../../traffic/policies.ts';
import { PortPool } from '../../traffic/port-pool.ts';
import { PortSet } from '../../traffic/ports.ts';
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

/** A rule of a policy; each is reported once, however many pairs it leaves half open. */
interface PlacedRule {
  readonly policy: Policy;
  readonly rule: Rule;
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
    for (const [{ policy, rule }, open] of halfOpenRules(solved)) {
      const entry = environment.find('NetworkPolicy', policy.namespace, policy.id.slice(policy.namespace.length + 1));
      if (entry !== undefined) yield { entry, path: `spec.${rule.half}[${rule.index}]`, ...wordsOf(open, solved) };
    }
  },
);

function wordsOf({ from, to, half, ports }: HalfOpen, solved: Solved): { found: string; expected: string } {
  const [source, target] = [nameOf(solved, from), nameOf(solved, to)];
  const lacking = half === 'ingress' ? `egress of ${source}` : `ingress of ${target}`;
  return { found: `${source} => ${target} : ${ports}`, expected: `the same in the ${lacking}` };
}

/** Every rule that grants something which the other half lacks, with the first pair of which that is true. */
function halfOpenRules(solved: Solved): ReadonlyMap<PlacedRule, HalfOpen> {
  const { engine } = solved;
  const rules = { ingress: rulesByClass(engine, 'ingress'), egress: rulesByClass(engine, 'egress') };
  const found = new Map<PlacedRule, HalfOpen>();
  for (const half of ['ingress', 'egress'] as const) {
    forEachPair(engine, { direction: half, reading: 'literal' }, (from, to, ports) => {
      // Pods that no policy selects are another rule's matter.
      if (!engine.half('egress', from).isolated || !engine.half('ingress', to).isolated) return;
      const opposite = engine.allowed(other[half], from, to, 'literal');
      if (opposite === ports) return;
      const missing = engine.pool.set(ports).minus(engine.pool.set(opposite));
      if (missing.isEmpty) return;
      const open: HalfOpen = { from, to, half, ports: missing };
      const [self, peer] = half === 'ingress' ? [to, from] : [from, to];
      for (const placed of rules[half](self)) {
        if (!found.has(placed) && grants(engine, placed, peer, open)) found.set(placed, open);
      }
    });
  }
  return found;
}

/** The rules of one half of the policies that select a class, found once for each class. */
function rulesByClass(engine: Engine, half: Half): (of: number) => readonly PlacedRule[] {
  const known = new Map<number, PlacedRule[]>();
  for (const policy of engine.cluster.policies) {
    const placed = policy.rules.filter((rule) => rule.half === half).map((rule) => ({ policy, rule }));
    if (placed.length === 0) continue;
    const classes = new Set(engine.finder.find(policy.namespace, policy.pods).map((pod) => engine.classOf[pod]!));
    for (const each of classes) known.set(each, [...(known.get(each) ?? []), ...placed]);
  }
  return (of) => known.get(of) ?? [];
}

function nameOf(solved: Solved, of: number): string {
  const pod = solved.engine.members[of]![0]!;
  return solved.workloads[solved.engine.finder.workloadOf[pod]!]!.id;
}

function grants(engine: Engine, { policy, rule }: PlacedRule, peer: number, open: HalfOpen): boolean {
  const meansPeer = rule.peers === undefined || rule.peers.some((each) => means(engine, policy, each, peer));
  return meansPeer && !portsOf(engine, rule, open.to).intersect(open.ports).isEmpty;
}

function means(engine: Engine, policy: Policy, peer: PolicyPeer, of: number): boolean {
  return engine.means(engine.rulebook.peerPlace(peer, policy.namespace), of, 'literal');
}

function portsOf(engine: Engine, rule: Rule, destination: number): PortSet {
  if (rule.ports === undefined) return engine.pool.set(PortPool.all);
  const declared = engine.example(destination).ports;
  return PortSet.union(
    rule.ports.flatMap((port) => {
      if (!('name' in port)) return [PortSet.of(port.protocol, port.first, port.last)];
      const named = declared.filter(({ name, protocol }) => name === port.name && protocol === port.protocol);
      return named.map(({ protocol, number }) => PortSet.of(protocol, number));
    }),
  );
}
