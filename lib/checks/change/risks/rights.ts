import { at, list, show, text } from '../../json.ts';
import { type Entry, type EnvironmentIndex, perEnvironment } from '../../tree/index.ts';
import type { Comparison } from '../compare/comparison.ts';
import { addedRule, both, changedRule, type ObjectFinding, type RiskRule, type RiskText } from './risk.ts';
import { covers, rightsOf, rightText } from './role-rights.ts';

const roleWidened = changedRule(
  {
    id: 'rights/role',
    title: 'a Role or ClusterRole allows more than it did',
    reason: 'Everyone who is bound to it, and every pod that runs under such an account, may do it at once.',
    repair: 'Make sure that each of them needs it, or make a role of its own for the one who does.',
    reference: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
  },
  ['Role', 'ClusterRole'],
  function* (old, next) {
    const before = rightsOf(old.object).map(({ right }) => right);
    const told = new Set<string>();
    for (const { right, path } of rightsOf(next.object)) {
      if (told.has(rightText(right)) || before.some((known) => covers(known, right))) continue;
      told.add(rightText(right));
      yield { path, what: `allows ${rightText(right)}` };
    }
  },
);

const grantText: RiskText = {
  id: 'rights/binding',
  title: 'someone gets a role that they did not have',
  reason: 'Whoever takes over a pod or an account takes its rights in the API server too.',
  repair: 'Make sure that they need it, and that the role allows no more than they need.',
  reference: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
};

const bindings = ['RoleBinding', 'ClusterRoleBinding'];

/** Who has which role where in an environment. */
const granted = perEnvironment((environment: EnvironmentIndex): ReadonlySet<string> => {
  const entries = bindings.flatMap((kind) => environment.ofKind(kind));
  return new Set(entries.flatMap((entry) => grantsOf(entry).map(({ grant }) => `${entry.namespace} ${grant}`)));
});

function* newGrants(entry: Entry, comparison: Comparison): Iterable<ObjectFinding> {
  const before = granted(comparison.old);
  for (const { grant, path } of grantsOf(entry)) {
    if (!before.has(`${entry.namespace} ${grant}`)) yield { path, what: grant };
  }
}

function grantsOf(entry: Entry): readonly { readonly grant: string; readonly path: string }[] {
  const role = `${text(at(entry.object, 'roleRef', 'kind'))} ${text(at(entry.object, 'roleRef', 'name'))}`;
  return list(at(entry.object, 'subjects')).map((subject, index) => {
    const kind = text(at(subject, 'kind'));
    const namespace = kind === 'ServiceAccount' ? `${text(at(subject, 'namespace')) || entry.namespace}/` : '';
    return { grant: `gives ${kind} ${namespace}${text(at(subject, 'name'))} the ${role}`, path: `subjects[${index}]` };
  });
}

const binding = both(
  addedRule(grantText, bindings, newGrants),
  changedRule(grantText, bindings, (_, next, comparison) => newGrants(next, comparison)),
);

const levels = ['privileged', 'baseline', 'restricted'];
const enforce = 'pod-security.kubernetes.io/enforce';

const podSecurity = changedRule(
  {
    id: 'rights/pod-security',
    title: 'a Namespace enforces a weaker Pod Security level',
    reason: 'From then on it takes pods that may take over their node.',
    repair: 'Leave the label, and mend the pod that does not fit.',
    reference: 'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
  },
  ['Namespace'],
  function* (old, next) {
    const before = at(old.object.metadata.labels, enforce);
    const after = at(next.object.metadata.labels, enforce);
    if (levels.indexOf(text(after)) >= levels.indexOf(text(before)) || before === undefined) return;
    if (text(before) === 'privileged') return;
    const path = `metadata.labels["${enforce}"]`;
    yield {
      path,
      what: after === undefined ? `is removed, it was ${show(before)}` : `falls from ${show(before)} to ${show(after)}`,
    };
  },
);

const project = changedRule(
  {
    id: 'rights/project',
    title: 'an AppProject admits more repositories, destinations or kinds',
    reason: 'Whoever may commit to the repository may deliver that from now on.',
    repair: 'Admit only what is rendered.',
    reference: 'https://argo-cd.readthedocs.io/en/stable/user-guide/projects/',
  },
  ['AppProject'],
  function* (old, next) {
    for (const field of ['sourceRepos', 'destinations', 'clusterResourceWhitelist', 'namespaceResourceWhitelist']) {
      const known = new Set(list(at(old.object, 'spec', field)).map((item) => sortedJson(item)));
      const more = list(at(next.object, 'spec', field)).filter((item) => !known.has(sortedJson(item)));
      if (more.length > 0) yield { path: `spec.${field}`, what: `admits ${more.map(show).join(', ')}` };
    }
  },
);

function sortedJson(item: unknown): string {
  if (typeof item !== 'object' || item === null) return JSON.stringify(item);
  return JSON.stringify(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What gives anyone more rights. */
export const rights: readonly RiskRule[] = [roleWidened, binding, podSecurity, project];
