import { describe, expect, test } from '@jest/globals';
import { broken, goodTree, type Loose, messages, withObjects, without } from '../good-tree.ts';

const inPod = (id: string, change: (spec: Loose) => void) => broken(id, (object) => change(object.spec.template.spec));

describe('tokens', () => {
  const path = '[Deployment.shop-cart-api.yaml] spec.template.spec.automountServiceAccountToken';

  test('a pod that says nothing gets a token, which is a fault', () => {
    const tree = inPod('Deployment/shop-cart-api', (spec) => delete spec.automountServiceAccountToken);
    expect(messages('identity/no-token', tree)).toEqual([
      `${path}: found nothing, expected false, or true for a pod that talks to the API server. Set automountServiceAccountToken to false in the pod.`,
    ]);
  });

  test('a pod may not ask for the token of the default account', () => {
    const tree = inPod('Deployment/shop-cart-api', (spec) => {
      spec.automountServiceAccountToken = true;
    });
    expect(messages('identity/no-token', tree)).toEqual([
      `${path}: found true, expected an account of the pod's own, not default. Give the workload a ServiceAccount and name it in serviceAccountName.`,
    ]);
  });

  test('a pod may not ask for the token of an account that it shares', () => {
    const tree = inPod('Deployment/shop-cart-api', (spec) => {
      spec.automountServiceAccountToken = true;
      spec.serviceAccountName = 'shop-cart-service';
    });
    expect(messages('identity/no-token', tree)[0]).toBe(
      `${path}: found true, expected an account of the pod's own: shop-cart-service is that of Deployment uo-prod/shop-cart-service too. Give each workload a ServiceAccount of its own.`,
    );
  });

  test('a pod may not ask for a token that gives no rights', () => {
    expect(messages('identity/no-token', without('RoleBinding/shop-cart-service'))).toEqual([
      '[Deployment.shop-cart-service.yaml] spec.template.spec.automountServiceAccountToken: found true, expected a RoleBinding for the ServiceAccount shop-cart-service: a token without rights serves nobody. Bind the rights that the pod needs, or set automountServiceAccountToken to false.',
    ]);
  });

  test('rights of a ClusterRoleBinding count, and so does a subject without a namespace', () => {
    const bound = withObjects({
      kind: 'ClusterRoleBinding',
      apiVersion: 'rbac.authorization.k8s.io/v1',
      metadata: { name: 'x' },
      subjects: [{ kind: 'ServiceAccount', name: 'shop-cart-service', namespace: 'uo-prod' }],
    });
    bound.delete('prod/shop-cart/RoleBinding.shop-cart-service.yaml');
    expect(messages('identity/no-token', bound)).toEqual([]);
    const own = broken('RoleBinding/shop-cart-service', (object) => delete object.subjects[0].namespace);
    expect(messages('identity/no-token', own)).toEqual([]);
  });

  test('an account that hands its token to every pod is a fault', () => {
    const tree = broken('ServiceAccount/shop-cart-service', (object) => delete object.automountServiceAccountToken);
    expect(messages('identity/account-without-token', tree)).toEqual([
      '[ServiceAccount.shop-cart-service.yaml] automountServiceAccountToken: found nothing, expected false. Set automountServiceAccountToken to false in the ServiceAccount.',
    ]);
  });

  test('the deprecated field for the account is a fault, beside the other it is what the API server writes', () => {
    const tree = inPod('Deployment/shop-cart-service', (spec) => {
      spec.serviceAccount = 'other';
    });
    expect(messages('identity/account-field', tree)).toEqual([
      '[Deployment.shop-cart-service.yaml] spec.template.spec.serviceAccount: found "other", expected serviceAccountName alone. Move the name to serviceAccountName.',
    ]);
    const same = inPod('Deployment/shop-cart-service', (spec) => {
      spec.serviceAccount = 'shop-cart-service';
    });
    expect(messages('identity/account-field', same)).toEqual([]);
  });
});

describe('roles', () => {
  /** The good tree in which the Role has this one rule. */
  const withRule = (rule: Loose) =>
    broken('Role/shop-cart-service', (object) => {
      object.rules = [{ apiGroups: [''], ...rule }];
    });
  const path = '[Role.shop-cart-service.yaml] rules[0]';

  test('a star is a fault, in groups, resources and verbs', () => {
    const repair = 'Name the groups, resources and verbs that are needed.';
    const tree = withRule({ apiGroups: ['*'], resources: ['*/scale'], verbs: ['get', '*'] });
    expect(messages('identity/no-wildcard', tree)).toEqual([
      `${path}.apiGroups: found ["*"], expected names, no star. ${repair}`,
      `${path}.resources: found ["*/scale"], expected names, no star. ${repair}`,
      `${path}.verbs: found ["get","*"], expected names, no star. ${repair}`,
    ]);
  });

  test('reading all Secrets is a fault, reading one by its name is not', () => {
    expect(messages('identity/no-secret-access', withRule({ resources: ['secrets'], verbs: ['list'] }))).toEqual([
      `${path}: found ["list"] on secrets, expected no such right on secrets. Mount the one Secret that is needed, or name it in resourceNames with the verb get.`,
    ]);
    const named = { resources: ['secrets'], resourceNames: ['db'] };
    expect(messages('identity/no-secret-access', withRule({ ...named, verbs: ['get', 'update'] }))).toEqual([]);
    expect(messages('identity/no-secret-access', withRule({ ...named, verbs: ['watch'] }))).toHaveLength(1);
    expect(messages('identity/no-secret-access', withRule({ resources: ['*'], verbs: ['*'] }))).toHaveLength(1);
  });

  test('making pods and running commands in them are faults', () => {
    const repair = 'Remove the verb; let a controller make the pods.';
    expect(
      messages('identity/no-pod-access', withRule({ resources: ['pods', 'pods/exec'], verbs: ['create'] })),
    ).toEqual([
      `${path}: found ["create"] on pods, expected no such right on pods. ${repair}`,
      `${path}: found ["create"] on pods/exec, expected no such right on pods/exec. ${repair}`,
    ]);
    expect(messages('identity/no-pod-access', withRule({ resources: ['pods'], verbs: ['get'] }))).toEqual([]);
  });

  test('verbs that make a small role any role are faults', () => {
    expect(messages('identity/no-escalation', withRule({ resources: ['roles'], verbs: ['bind', 'get'] }))).toEqual([
      `${path}.verbs: found ["bind"], expected verbs that grant no rights. Remove the verb.`,
    ]);
    expect(
      messages('identity/no-escalation', withRule({ resources: ['serviceaccounts/token'], verbs: ['create'] })),
    ).toEqual([
      `${path}: found ["create"] on serviceaccounts/token, expected no such right on serviceaccounts/token. Remove the verb.`,
    ]);
  });
});

describe('bindings', () => {
  const binding = (change: (object: Loose) => void) => broken('RoleBinding/shop-cart-service', change);

  test('binding cluster-admin or admin is a fault, view is not', () => {
    const to = (kind: string, name: string) =>
      binding((object) => {
        object.roleRef = { kind, name };
      });
    expect(messages('identity/no-admin', to('ClusterRole', 'cluster-admin'))).toEqual([
      '[RoleBinding.shop-cart-service.yaml] roleRef.name: found "cluster-admin", expected a role with the rights that are needed. Bind a Role with the rights that are needed.',
    ]);
    expect(messages('identity/no-admin', to('ClusterRole', 'admin'))).toHaveLength(1);
    expect(messages('identity/no-admin', to('ClusterRole', 'view'))).toEqual([]);
    expect(messages('identity/no-admin', to('Role', 'admin'))).toEqual([]);
  });

  test.each([
    ['Group', 'system:authenticated'],
    ['User', 'system:anonymous'],
    ['Group', 'system:serviceaccounts:uo-prod'],
    ['ServiceAccount', 'default'],
  ])('rights for the %s %s are rights for anyone', (kind, name) => {
    const tree = binding((object) => object.subjects.push({ kind, name }));
    expect(messages('identity/no-everyone', tree)).toEqual([
      `[RoleBinding.shop-cart-service.yaml] subjects[1]: found "${name}", expected one who needs the rights. Name the ServiceAccount, user or group that needs the rights.`,
    ]);
  });
});

test('the good tree has a pod with a token, its own account and rights', () => {
  expect(JSON.stringify([...goodTree().values()])).toContain('"automountServiceAccountToken":true');
});
