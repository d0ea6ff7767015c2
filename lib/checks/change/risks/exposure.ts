import { at, list, show, text } from '../../json.ts';
import { type Entry, type EnvironmentIndex, perEnvironment } from '../../tree/index.ts';
import type { Comparison } from '../compare/comparison.ts';
import { addedRule, both, changedRule, type ObjectFinding, type RiskRule, type RiskText } from './risk.ts';
import { routeKinds, type WayIn, waysInOf } from './ways-in.ts';

const routeText: RiskText = {
  id: 'exposure/route',
  title: 'a host and path are open that were not',
  reason: 'Everyone who reaches the ingress controller may ask there from now on.',
  repair: 'Make sure that what answers there is meant for them, and that it knows who asks.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/ingress/',
};

/** What an environment lets in, by host and path. */
const open = perEnvironment((environment: EnvironmentIndex): ReadonlySet<string> => {
  const entries = routeKinds.flatMap((kind) => environment.ofKind(kind));
  return new Set(entries.flatMap((entry) => waysInOf(entry).map(textOf)));
});

function* newWays(entry: Entry, comparison: Comparison): Iterable<ObjectFinding> {
  const before = open(comparison.old);
  const told = new Set<string>();
  for (const way of waysInOf(entry)) {
    const shown = textOf(way);
    // A path alone is no news where it was open with all below it.
    if (before.has(shown) || before.has(textOf({ ...way, match: way.match.replace(/^= /, '') })) || told.has(shown))
      continue;
    told.add(shown);
    yield { path: way.path, what: `opens ${shown}` };
  }
}

function textOf({ host, match }: WayIn): string {
  return match.startsWith('/') ? `${host}${match}` : `${host} ${match}`.trim();
}

const route = both(
  addedRule(routeText, routeKinds, newWays),
  changedRule(routeText, routeKinds, (_, next, comparison) => newWays(next, comparison)),
);

const serviceText: RiskText = {
  id: 'exposure/service',
  title: 'a Service is reachable from outside of the cluster that was not',
  reason: 'A load balancer or a port of every node leads to its pods, past the ingress controller.',
  repair: 'Make it a ClusterIP and route to it, or name in loadBalancerSourceRanges who may come.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types',
};

const service = both(
  addedRule(serviceText, ['Service'], (next) => serviceOpens(undefined, next)),
  changedRule(serviceText, ['Service'], (old, next) => serviceOpens(old, next)),
);

function* serviceOpens(old: Entry | undefined, next: Entry): Iterable<ObjectFinding> {
  const before = reach(old);
  const after = reach(next);
  if (after > before)
    yield { path: 'spec.type', what: `is ${typeOf(next)}${old === undefined ? '' : ` instead of ${typeOf(old)}`}` };
  const known = list(at(old?.object, 'spec', 'externalIPs'));
  const addresses = list(at(next.object, 'spec', 'externalIPs')).filter((address) => !known.includes(address));
  if (addresses.length > 0) yield { path: 'spec.externalIPs', what: `answers at ${addresses.join(', ')}` };
  if (before === reaches.LoadBalancer && after === reaches.LoadBalancer) yield* sourcesWiden(old, next);
}

function* sourcesWiden(old: Entry | undefined, next: Entry): Iterable<ObjectFinding> {
  const path = 'spec.loadBalancerSourceRanges';
  const before = list(at(old?.object, ...path.split('.')));
  const after = list(at(next.object, ...path.split('.')));
  if (before.length === 0) return;
  if (after.length === 0) yield { path, what: `is removed, it was ${show(before)}: everyone may come` };
  const ranges = after.filter((range) => !before.includes(range));
  if (ranges.length > 0) yield { path, what: `lets in ${ranges.join(', ')}` };
}

const reaches = { ExternalName: 0, ClusterIP: 0, NodePort: 1, LoadBalancer: 2 } as const;

function reach(entry: Entry | undefined): number {
  return entry === undefined ? 0 : (reaches[typeOf(entry) as keyof typeof reaches] ?? 0);
}

function typeOf(entry: Entry): string {
  return text(at(entry.object, 'spec', 'type')) || 'ClusterIP';
}

const hostText: RiskText = {
  id: 'exposure/host',
  title: 'pods take a port of their node, or its network',
  reason: "Whoever reaches the node reaches the pods, and network policies may not hold for the node's network.",
  repair: 'Remove hostPort or hostNetwork and reach the pods through a Service.',
  reference: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
};

const host: RiskRule = {
  ...hostText,
  *find(comparison) {
    const entries = [
      ...comparison.added.map((next) => ({ old: undefined, next })),
      ...comparison.changed.map(({ old, new: next }) => ({ old, next })),
    ];
    for (const { old, next } of entries) {
      const known = old === undefined ? new Set() : new Set(hostUses(old, comparison.old).keys());
      for (const [what, path] of hostUses(next, comparison.new)) {
        if (!known.has(what)) yield { object: next.id, file: next.path.replace(/#\d+$/, ''), path, what };
      }
    }
  },
};

/** What the pods of an object take from their node, and where that is written. */
function hostUses(entry: Entry, environment: EnvironmentIndex): ReadonlyMap<string, string> {
  const pod = environment.podOf(entry);
  const uses = new Map<string, string>();
  if (pod?.spec.hostNetwork === true) uses.set("shares the node's network", `${pod.specAt}.hostNetwork`);
  for (const container of pod?.containers ?? []) {
    for (const [index, port] of list(container.value.ports).entries()) {
      const number = at(port, 'hostPort');
      if (typeof number === 'number' && number > 0)
        uses.set(`takes port ${number} of the node`, `${container.at}.ports[${index}].hostPort`);
    }
  }
  return uses;
}

/** What opens a way in that was not there. */
export const exposure: readonly RiskRule[] = [route, service, host];
