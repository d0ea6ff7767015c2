import { at, list, show, text } from '../../json.ts';
import { objectRule, podRule } from '../../rule.ts';
import { type Entry, type EnvironmentIndex, groupBy, type Pod, perEnvironment } from '../../tree/index.ts';

const accountDocs = 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/';

/** The service account of a pod: `default` if it names none. */
export function accountOf(pod: Pod): string {
  return text(pod.spec.serviceAccountName) || text(pod.spec.serviceAccount) || 'default';
}

/** Which pods run under an account: `uo-dev/api` → pods. */
const podsByAccount = perEnvironment((environment) =>
  groupBy(environment.pods, (pod) => [`${pod.entry.namespace}/${accountOf(pod)}`]),
);

/** The accounts, as `uo-dev/api`, that a RoleBinding or ClusterRoleBinding gives rights to. */
const boundAccounts = perEnvironment((environment) => {
  const accounts = new Set<string>();
  for (const kind of ['RoleBinding', 'ClusterRoleBinding']) {
    for (const entry of environment.ofKind(kind)) for (const account of subjectsOf(entry)) accounts.add(account);
  }
  return accounts;
});

function* subjectsOf(binding: Entry): Iterable<string> {
  for (const subject of list(at(binding.object, 'subjects'))) {
    if (at(subject, 'kind') !== 'ServiceAccount') continue;
    yield `${text(at(subject, 'namespace')) || binding.namespace}/${text(at(subject, 'name'))}`;
  }
}

export const noToken = podRule(
  {
    id: 'identity/no-token',
    title: 'No pod gets a service account token, unless it asks and has an account of its own with rights of its own.',
    why: 'Whoever takes over a pod takes its token, and with it every right of the account in the API server.',
    repair: 'Set automountServiceAccountToken to false in the pod.',
    reference: accountDocs,
  },
  function* (pod, environment) {
    const path = `${pod.specAt}.automountServiceAccountToken`;
    const asked = pod.spec.automountServiceAccountToken;
    if (asked === false) return;
    if (asked !== true) {
      yield { path, found: show(asked), expected: 'false, or true for a pod that talks to the API server' };
      return;
    }
    const problem = accountProblem(pod, environment);
    if (problem !== undefined) yield { path, found: 'true', ...problem };
  },
);

function accountProblem(pod: Pod, environment: EnvironmentIndex): { expected: string; repair: string } | undefined {
  const name = accountOf(pod);
  const key = `${pod.entry.namespace}/${name}`;
  if (name === 'default') {
    return {
      expected: "an account of the pod's own, not default",
      repair: 'Give the workload a ServiceAccount and name it in serviceAccountName.',
    };
  }
  const other = podsByAccount(environment)
    .get(key)
    ?.find((sibling) => sibling.entry !== pod.entry);
  if (other !== undefined) {
    return {
      expected: `an account of the pod's own: ${name} is that of ${other.entry.id} too`,
      repair: 'Give each workload a ServiceAccount of its own.',
    };
  }
  if (boundAccounts(environment).has(key)) return undefined;
  return {
    expected: `a RoleBinding for the ServiceAccount ${name}: a token without rights serves nobody`,
    repair: 'Bind the rights that the pod needs, or set automountServiceAccountToken to false.',
  };
}

export const accountWithoutToken = objectRule(
  {
    id: 'identity/account-without-token',
    title: 'No ServiceAccount hands its token to every pod that names it.',
    why: 'The pod that needs a token says so itself; a default at the account reaches pods that nobody thought of.',
    repair: 'Set automountServiceAccountToken to false in the ServiceAccount.',
    reference: accountDocs,
  },
  ['ServiceAccount'],
  function* (entry) {
    const value = at(entry.object, 'automountServiceAccountToken');
    if (value === false) return;
    yield { path: 'automountServiceAccountToken', found: show(value), expected: 'false' };
  },
);

export const accountField = podRule(
  {
    id: 'identity/account-field',
    title: 'Pods name their account in serviceAccountName.',
    why: 'The field serviceAccount is deprecated, and a tool that reads only the other one sees the default account.',
    repair: 'Move the name to serviceAccountName.',
    reference: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/',
  },
  function* (pod) {
    const value = pod.spec.serviceAccount;
    if (value === undefined || value === pod.spec.serviceAccountName) return;
    yield { path: `${pod.specAt}.serviceAccount`, found: show(value), expected: 'serviceAccountName alone' };
  },
);
