import type { Tree } from '../../render/tree.ts';
import { Gathered } from '../traffic/field.ts';
import type { Connections, Half, Policy, Rule, Workload } from '../traffic/index.ts';
import { manifestsOf } from '../traffic/manifests.ts';
import { policyType } from '../traffic/policies.ts';
import { matches } from '../traffic/selectors.ts';
import { type DeclaredLine, linesOf } from './declared-line.ts';

/** What the annotations of a tree's policies say of their rules. */
export interface Declarations {
  /** Whether something says that the rule is meant: its policy has no list of what is, or the list has it. */
  isDeclared(policy: string, half: Half, rule: number): boolean;
  /** Why the rule is there. */
  reasonOf(policy: string, half: Half, rule: number): string | undefined;
  /** Traffic that an annotation lists and no rule is there for. */
  readonly unruled: readonly Unruled[];
}

/** Workloads that an annotation says talk to each other. */
export interface Unruled {
  readonly from: readonly Workload[];
  readonly to: readonly Workload[];
  readonly line: DeclaredLine;
  readonly policy: string;
}

/** Reads what rendered policies say of themselves, a line for each rule, and for others' policies their description. */
export function declarationsOf(tree: Tree, { cluster }: Connections): Declarations {
  const annotations = new Map(
    manifestsOf(tree, (type) => type === policyType, new Gathered())
      .filter(({ type }) => type === policyType)
      .map(({ namespace, name, root }) => [`${namespace}/${name}`, new Map(root.at('metadata').texts('annotations'))]),
  );
  const listed = new Set<string>();
  const reasons = new Map<string, string>();
  const unruled: Unruled[] = [];
  for (const policy of cluster.policies) {
    const of = annotations.get(policy.id);
    const lines = linesOf(of?.get('unifyops.dev/traffic') ?? '');
    const rest = new Set(lines);
    for (const rule of policy.rules) {
      const line = [...rest].find((each) => isAbout(each, rule));
      const why = lines.length > 0 ? line?.why : of?.get('kubernetes.io/description');
      if (why !== undefined) reasons.set(keyOf(policy.id, rule.half, rule.index), why);
      if (line !== undefined) rest.delete(line);
    }
    if (lines.length > 0) listed.add(policy.id);
    for (const line of rest) unruled.push({ ...endsOf(line, policy, cluster.workloads), line, policy: policy.id });
  }
  return {
    isDeclared: (policy, half, rule) => !listed.has(policy) || reasons.has(keyOf(policy, half, rule)),
    reasonOf: (policy, half, rule) => reasons.get(keyOf(policy, half, rule)),
    unruled,
  };
}

function keyOf(policy: string, half: Half, rule: number): string {
  return `${policy} ${half} ${rule}`;
}

// A peer of a stack is known by its labels. Whom another name means (a managed database, a host, the cluster's DNS) is not written in
// the tree, so ports and order must do.
function isAbout(line: DeclaredLine, { half, ports, peers }: Rule): boolean {
  const own = (ports ?? []).map((port) => ('name' in port ? port.name : `${port.protocol} ${portText(port)}`));
  if (line.half !== half || own.join() !== line.ports.join()) return false;
  const pods = (peers ?? []).filter((peer) => peer.kind === 'pods');
  return (
    line.labels.length === 0 ||
    pods.length === 0 ||
    pods.some((peer) => line.labels.some((own) => matches(peer.pods, own)))
  );
}

function portText({ first, last }: { readonly first: number; readonly last: number }): string {
  return first === last ? `${first}` : `${first}-${last}`;
}

function endsOf(
  { half, labels }: DeclaredLine,
  policy: Policy,
  workloads: readonly Workload[],
): Pick<Unruled, 'from' | 'to'> {
  const own = workloads.filter(
    ({ namespace, pods }) => namespace === policy.namespace && pods.some((pod) => matches(policy.pods, pod.labels)),
  );
  const others = workloads.filter(({ pods }) =>
    pods.some((pod) => labels.some((own) => Object.entries(own).every(([key, value]) => pod.labels[key] === value))),
  );
  return half === 'ingress' ? { from: others, to: own } : { from: own, to: others };
}
