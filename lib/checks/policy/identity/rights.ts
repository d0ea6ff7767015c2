import { at, list, show, text } from '../../json.ts';
import { objectRule, type Violation } from '../../rule.ts';
import type { Entry } from '../../tree/index.ts';

const roles = ['Role', 'ClusterRole'];
const bindings = ['RoleBinding', 'ClusterRoleBinding'];
const goodPractices = 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/';

/** One rule of a role, as lists of strings. */
interface Rights {
  readonly at: string;
  readonly resources: readonly unknown[];
  readonly verbs: readonly unknown[];
  readonly groups: readonly unknown[];
  /** True if the rule holds for every object of its kinds. */
  readonly anyName: boolean;
}

function* rightsOf(entry: Entry): Iterable<Rights> {
  for (const [index, rule] of list(at(entry.object, 'rules')).entries()) {
    yield {
      at: `rules[${index}]`,
      resources: list(at(rule, 'resources')),
      verbs: list(at(rule, 'verbs')),
      groups: list(at(rule, 'apiGroups')),
      anyName: list(at(rule, 'resourceNames')).length === 0,
    };
  }
}

function grants(rights: Rights, resource: string, verbs: readonly string[]): boolean {
  return includesAny(rights.resources, [resource, '*']) && includesAny(rights.verbs, [...verbs, '*']);
}

function includesAny(values: readonly unknown[], wanted: readonly string[]): boolean {
  return wanted.some((value) => values.includes(value));
}

export const noWildcard = objectRule(
  {
    id: 'identity/no-wildcard',
    title: 'No role grants a wildcard.',
    why: 'A star covers what will be installed next year too, and hides what the role is for.',
    repair: 'Name the groups, resources and verbs that are needed.',
    reference: goodPractices,
  },
  roles,
  function* (entry) {
    for (const rights of rightsOf(entry)) {
      const fields = { apiGroups: rights.groups, resources: rights.resources, verbs: rights.verbs };
      for (const [name, values] of Object.entries(fields)) {
        if (!values.some((value) => text(value).includes('*'))) continue;
        yield { path: `${rights.at}.${name}`, found: show(values), expected: 'names, no star' };
      }
    }
  },
);

export const noSecretAccess = objectRule(
  {
    id: 'identity/no-secret-access',
    title: 'No role reads or writes Secrets at large.',
    why: 'Who may list Secrets has every password and every token of the namespace.',
    repair: 'Mount the one Secret that is needed, or name it in resourceNames with the verb get.',
    reference: goodPractices,
  },
  roles,
  (entry) =>
    granted(entry, 'secrets', ['get', 'list', 'watch', 'create', 'update', 'patch'], (rights) => {
      const onlyNamed = !rights.anyName && !includesAny(rights.verbs, ['list', 'watch', 'create', '*']);
      return !onlyNamed;
    }),
);

export const noPodAccess = objectRule(
  {
    id: 'identity/no-pod-access',
    title: 'No role creates pods or runs commands in them.',
    why: 'Who may do either acts with the rights of every account and reads every Secret of the namespace.',
    repair: 'Remove the verb; let a controller make the pods.',
    reference: goodPractices,
  },
  roles,
  function* (entry) {
    yield* granted(entry, 'pods', ['create'], () => true);
    for (const resource of ['pods/exec', 'pods/attach', 'pods/portforward', 'pods/ephemeralcontainers']) {
      yield* granted(entry, resource, ['get', 'create', 'update', 'patch'], (rights) =>
        rights.resources.includes(resource),
      );
    }
  },
);

export const noEscalation = objectRule(
  {
    id: 'identity/no-escalation',
    title: 'No role lets its holder take more rights than it names.',
    why: 'With escalate, bind, impersonate or a token of any account, a small role is every role.',
    repair: 'Remove the verb.',
    reference: goodPractices,
  },
  roles,
  function* (entry) {
    for (const rights of rightsOf(entry)) {
      const verbs = ['escalate', 'bind', 'impersonate'].filter((verb) => rights.verbs.includes(verb));
      if (verbs.length > 0)
        yield { path: `${rights.at}.verbs`, found: show(verbs), expected: 'verbs that grant no rights' };
    }
    yield* granted(entry, 'serviceaccounts/token', ['create'], (rights) =>
      rights.resources.includes('serviceaccounts/token'),
    );
  },
);

function* granted(
  entry: Entry,
  resource: string,
  verbs: readonly string[],
  counts: (rights: Rights) => boolean,
): Iterable<Violation> {
  for (const rights of rightsOf(entry)) {
    if (!grants(rights, resource, verbs) || !counts(rights)) continue;
    yield { path: rights.at, found: `${show(rights.verbs)} on ${resource}`, expected: `no such right on ${resource}` };
  }
}

const adminRoles: ReadonlySet<unknown> = new Set(['cluster-admin', 'admin']);

export const noAdmin = objectRule(
  {
    id: 'identity/no-admin',
    title: 'No binding hands out cluster-admin or admin.',
    why: 'Both include reading every Secret and, the first, all of the cluster.',
    repair: 'Bind a Role with the rights that are needed.',
    reference: goodPractices,
  },
  bindings,
  function* (entry) {
    const name = at(entry.object, 'roleRef', 'name');
    if (at(entry.object, 'roleRef', 'kind') !== 'ClusterRole' || !adminRoles.has(name)) return;
    yield { path: 'roleRef.name', found: show(name), expected: 'a role with the rights that are needed' };
  },
);

/** Groups that everyone, or every pod, belongs to. */
const everyone = /^system:(anonymous|unauthenticated|authenticated|serviceaccounts(:.*)?)$/;

export const noEveryone = objectRule(
  {
    id: 'identity/no-everyone',
    title: "No binding gives rights to everyone, to every account or to a namespace's default account.",
    why: 'Such rights reach pods that nobody thought of, and with the anonymous user the whole network.',
    repair: 'Name the ServiceAccount, user or group that needs the rights.',
    reference: goodPractices,
  },
  bindings,
  function* (entry) {
    for (const [index, subject] of list(at(entry.object, 'subjects')).entries()) {
      const name = text(at(subject, 'name'));
      const isDefault = at(subject, 'kind') === 'ServiceAccount' && name === 'default';
      if (!isDefault && !everyone.test(name)) continue;
      yield { path: `subjects[${index}]`, found: show(name), expected: 'one who needs the rights' };
    }
  },
);
