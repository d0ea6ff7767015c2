import { describe, expect, test } from '@jest/globals';
import { goodTree, type Loose } from '../../good-tree.ts';
import { between, changed, found, make, plus, when, whenFrom } from '../found.ts';

const role = 'Role/shop-cart-service';

describe('a role', () => {
  const id = 'rights/role';
  const words =
    'Everyone who is bound to it, and every pod that runs under such an account, may do it at once. Make sure that each of them needs it, or make a role of its own for the one who does.';
  const rules =
    (...list: Loose[]) =>
    (object: Loose) => {
      object.rules = list;
    };

  test('must not allow more unseen', () => {
    expect(when(id, role, ({ rules: [rule] }) => rule.verbs.push('delete'))).toEqual([
      `[Role.shop-cart-service.yaml] rules[0]: allows delete of configmaps. ${words}`,
    ]);
  });

  test.each<[string, Loose, Loose, string]>([
    [
      'another resource',
      { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get'] },
      { apiGroups: ['apps'], resources: ['deployments/scale'], verbs: ['get'] },
      'get of deployments.apps/scale',
    ],
    [
      'another group',
      { apiGroups: [''], resources: ['events'], verbs: ['get'] },
      { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: ['get'] },
      'get of events.events.k8s.io',
    ],
    [
      'any object',
      { apiGroups: [''], resources: ['secrets'], verbs: ['get'], resourceNames: ['a'] },
      { apiGroups: [''], resources: ['secrets'], verbs: ['get'] },
      'get of secrets',
    ],
    [
      'every verb',
      { apiGroups: [''], resources: ['pods'], verbs: ['get'] },
      { apiGroups: [''], resources: ['pods'], verbs: ['*'] },
      '* of pods',
    ],
    [
      'another name',
      { apiGroups: [''], resources: ['secrets'], verbs: ['get'], resourceNames: ['a'] },
      { apiGroups: [''], resources: ['secrets'], verbs: ['get'], resourceNames: ['b'] },
      'get of secrets named b',
    ],
    [
      'another path',
      { nonResourceURLs: ['/healthz'], verbs: ['get'] },
      { nonResourceURLs: ['/metrics'], verbs: ['get'] },
      'get of /metrics',
    ],
  ])('must not reach %s unseen', (_, old, next, right) => {
    expect(whenFrom(id, role, rules(old), rules(next))).toEqual([
      `[Role.shop-cart-service.yaml] rules[0]: allows ${right}. ${words}`,
    ]);
  });

  test('may be written in other words, and allow less', () => {
    const star = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };
    const narrow = { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'list'], resourceNames: ['a'] };
    expect(whenFrom(id, role, rules(star), rules(narrow))).toEqual([]);
    const split = [
      { ...narrow, verbs: ['list'] },
      { ...narrow, verbs: ['get'] },
    ];
    expect(whenFrom(id, role, rules(narrow), rules(...split))).toEqual([]);
    const scale = { apiGroups: ['apps'], resources: ['*/scale'], verbs: ['get'] };
    expect(whenFrom(id, role, rules(scale), rules({ ...scale, resources: ['deployments/scale'] }))).toEqual([]);
    const paths = { nonResourceURLs: ['/healthz/*'], verbs: ['get'] };
    expect(whenFrom(id, role, rules(paths), rules({ ...paths, nonResourceURLs: ['/healthz/etcd'] }))).toEqual([]);
  });
});

describe('a binding', () => {
  const id = 'rights/binding';
  const words =
    'Whoever takes over a pod or an account takes its rights in the API server too. Make sure that they need it, and that the role allows no more than they need.';
  const binding = 'RoleBinding/shop-cart-service';

  test('must not give a role to someone else unseen', () => {
    expect(when(id, binding, ({ subjects }) => subjects.push({ kind: 'Group', name: 'system:authenticated' }))).toEqual(
      [
        `[RoleBinding.shop-cart-service.yaml] subjects[1]: gives Group system:authenticated the Role shop-cart-service. ${words}`,
      ],
    );
  });

  test('must not come unseen', () => {
    const admin = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'admin' },
      roleRef: { kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'ServiceAccount', name: 'shop-cart-api', namespace: 'uo-prod' }],
    };
    expect(found(id, goodTree(), plus(admin))).toEqual([
      `[ClusterRoleBinding.admin.yaml] subjects[0]: gives ServiceAccount uo-prod/shop-cart-api the ClusterRole cluster-admin. ${words}`,
    ]);
  });

  test('may come under another name, and give less', () => {
    const copy = make('rbac.authorization.k8s.io/v1', 'RoleBinding', 'copy', {
      roleRef: { kind: 'Role', name: 'shop-cart-service' },
      subjects: [{ kind: 'ServiceAccount', name: 'shop-cart-service' }],
    });
    expect(found(id, goodTree(), plus(copy))).toEqual([]);
    expect(when(id, binding, (object) => Object.assign(object, { subjects: [] }))).toEqual([]);
  });
});

describe('the Pod Security level of a namespace', () => {
  const id = 'rights/pod-security';
  const label = 'pod-security.kubernetes.io/enforce';
  const path = `[prod/platform/Namespace.uo-prod.yaml] metadata.labels["${label}"]`;
  const words =
    'From then on it takes pods that may take over their node. Leave the label, and mend the pod that does not fit.';
  const level = (value: string | undefined) => (object: Loose) =>
    Object.assign(object.metadata.labels, { [label]: value });

  test('must not fall, or go', () => {
    expect(when(id, 'Namespace/uo-prod', level('baseline'))).toEqual([
      `${path}: falls from "restricted" to "baseline". ${words}`,
    ]);
    expect(when(id, 'Namespace/uo-prod', level(undefined))).toEqual([
      `${path}: is removed, it was "restricted". ${words}`,
    ]);
  });

  test('may rise, and be left out where it allowed everything', () => {
    expect(whenFrom(id, 'Namespace/uo-prod', level('privileged'), level('baseline'))).toEqual([]);
    expect(whenFrom(id, 'Namespace/uo-prod', level('privileged'), level(undefined))).toEqual([]);
    expect(whenFrom(id, 'Namespace/uo-prod', level(undefined), level('restricted'))).toEqual([]);
  });
});

describe('an AppProject', () => {
  const id = 'rights/project';
  const words = 'Whoever may commit to the repository may deliver that from now on. Admit only what is rendered.';

  test('must not admit more unseen', () => {
    const messages = when(id, 'AppProject/prod', ({ spec }) => {
      spec.sourceRepos.push('*');
      spec.clusterResourceWhitelist.push({ group: '*', kind: '*' });
    });
    expect(messages).toEqual([
      `[argocd/AppProject.prod.yaml] spec.sourceRepos: admits "*". ${words}`,
      `[argocd/AppProject.prod.yaml] spec.clusterResourceWhitelist: admits {"group":"*","kind":"*"}. ${words}`,
    ]);
  });

  test('may admit less, in another order', () => {
    const messages = when(id, 'AppProject/prod', ({ spec }) => {
      spec.namespaceResourceWhitelist.reverse().pop();
      spec.clusterResourceWhitelist = [{ kind: 'Namespace', group: '' }];
    });
    expect(messages).toEqual([]);
  });
});

test('a role that is new and bound to nobody gives nobody anything', () => {
  const added = make('rbac.authorization.k8s.io/v1', 'Role', 'new', {
    rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
  });
  expect(found('rights/role', goodTree(), plus(added))).toEqual([]);
  expect(
    between(
      'rights/role',
      added,
      changed(added, ({ rules }) => rules.push({ ...rules[0] })),
    ),
  ).toEqual([]);
});
