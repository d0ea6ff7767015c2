import type { EntryViolation } from '../../rule.ts';
import { environmentRule } from '../../rule.ts';
import type { Engine } from '../../traffic/engine.ts';
import { forEachPair } from '../../traffic/pairs.ts';
import type { Half, Policy, PolicyPeer, Rule } from '../../traffic/policies.ts';
import { PortPool } from '../../traffic/port-pool.ts';
import { PortSet } from '../../traffic/ports.ts';
import type { Solved } from '../../traffic/solved.ts';
import type { EnvironmentIndex } from '../../tree/index.ts';
import { solvedTraffic } from './traffic.ts';

/** An allowance of one half that the other half lacks. */
interface HalfOpen {
  readonly from: number;
  readonly to: number;
  /** The half that allows it. */
  readonly half: Half;
  readonly ports: PortSet;
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
    if (solved !== undefined) yield* byRule(halfOpen(solved.engine), solved, environment);
  },
);

/** Every pair of classes between which one half allows more than the other. Pods that no policy selects are another rule's matter. */
function halfOpen(engine: Engine): readonly HalfOpen[] {
  const found: HalfOpen[] = [];
  for (const half of ['ingress', 'egress'] as const) {
    forEachPair(engine, { direction: half, reading: 'literal' }, (from, to, ports) => {
      if (!engine.half('egress', from).isolated || !engine.half('ingress', to).isolated) return;
      const opposite = engine.allowed(other[half], from, to, 'literal');
      if (opposite === ports) return;
      const missing = engine.pool.set(ports).minus(engine.pool.set(opposite));
      if (!missing.isEmpty) found.push({ from, to, half, ports: missing });
    });
  }
  return found;
}

/** One violation for each rule of a policy, however many pairs it leaves half open. */
function* byRule(all: readonly HalfOpen[], solved: Solved, environment: EnvironmentIndex): Iterable<EntryViolation> {
  const seen = new Set<string>();
  for (const open of all) {
    for (const { policy, rule } of grantingRules(open, solved)) {
      const path = `spec.${rule.half}[${rule.index}]`;
      if (seen.has(`${policy.id} ${path}`)) continue;
      seen.add(`${policy.id} ${path}`);
      const entry = environment.find('NetworkPolicy', policy.namespace, policy.id.slice(policy.namespace.length + 1));
      if (entry === undefined) continue;
      const [from, to] = [nameOf(solved, open.from), nameOf(solved, open.to)];
      const lacking = open.half === 'ingress' ? `egress of ${from}` : `ingress of ${to}`;
      yield { entry, path, found: `${from} => ${to} : ${open.ports}`, expected: `the same in the ${lacking}` };
    }
  }
}

function nameOf(solved: Solved, of: number): string {
  const pod = solved.engine.members[of]![0]!;
  return solved.workloads[solved.engine.finder.workloadOf[pod]!]!.id;
}

/** The rules that grant what the other half lacks. */
function grantingRules(open: HalfOpen, { engine }: Solved): readonly { policy: Policy; rule: Rule }[] {
  const [self, peer] = open.half === 'ingress' ? [open.to, open.from] : [open.from, open.to];
  return engine.cluster.policies.flatMap((policy, place) => {
    if (!selectsClass(engine, policy, self)) return [];
    const rules = policy.rules.filter((rule) => rule.half === open.half);
    // Whether this policy has any part in it, before its rules are looked at one by one.
    if (!engine.grantsOf(place, open.half).some((grant) => engine.means(grant.peer, peer, 'literal'))) return [];
    return rules.filter((rule) => grants(engine, policy, rule, peer, open)).map((rule) => ({ policy, rule }));
  });
}

function selectsClass(engine: Engine, policy: Policy, of: number): boolean {
  const pod = engine.members[of]![0]!;
  return engine.finder.find(policy.namespace, policy.pods).includes(pod);
}

function grants(engine: Engine, policy: Policy, rule: Rule, peer: number, open: HalfOpen): boolean {
  const meansPeer = rule.peers === undefined || rule.peers.some((each) => means(engine, policy, each, peer));
  return meansPeer && !portsOf(engine, rule, open.to).intersect(open.ports).isEmpty;
}

function means(engine: Engine, policy: Policy, peer: PolicyPeer, of: number): boolean {
  if (peer.kind === 'block') return false;
  return engine.finder.find(peer.namespaces ?? policy.namespace, peer.pods).includes(engine.members[of]![0]!);
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
