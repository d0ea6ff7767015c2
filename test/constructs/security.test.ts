import { describe, expect, test } from '@jest/globals';
import { eks } from '../../lib/model/index.ts';
import { cart, search, withWorkload } from '../fixtures/base.ts';
import { type Loose, objectOf, objectsOf, podsOf, rendered, renderedStacks, renderedWorkload } from './rendered.ts';

const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }];

describe.each(podsOf(rendered()))('the pods of $owner', ({ pod }) => {
  const containers: readonly Loose[] = [...(pod.spec.initContainers ?? []), ...pod.spec.containers];

  test('run as nobody in particular, with the profile of the runtime', () => {
    expect(pod.spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(pod.spec.securityContext.runAsUser).toBeGreaterThan(0);
  });

  test('may do nothing and write nowhere but in their own directories', () => {
    for (const { securityContext } of containers) {
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
      });
    }
    const directories = pod.spec.volumes.filter((volume: Loose) => volume.emptyDir);
    expect(directories.every(({ emptyDir }: Loose) => emptyDir.sizeLimit === '128Mi')).toBe(true);
  });

  test('ask for what they need and can not take more', () => {
    for (const { resources } of containers) {
      expect(Object.keys(resources.requests).sort()).toEqual(['cpu', 'memory']);
      expect(Object.keys(resources.limits).sort()).toEqual(['cpu', 'memory']);
    }
  });

  test('have no token of the Kubernetes API and an account of their own', () => {
    expect(pod.spec.automountServiceAccountToken).toBe(false);
    expect(pod.spec.serviceAccountName).not.toBe('default');
  });

  test('pull images with the credential of the registry', () => {
    expect(pod.spec.imagePullSecrets).toEqual([{ name: 'registry-pull' }]);
  });
});

describe('a workload that asks the Kubernetes API', () => {
  const tree = renderedWorkload({ kubernetesApi: { rules, why: 'it looks' } });

  test('gets a token, and exactly the permissions it names, in its own namespace', () => {
    expect(objectOf(tree, 'Deployment').spec.template.spec.automountServiceAccountToken).toBe(true);
    expect(objectOf(tree, 'ServiceAccount').automountServiceAccountToken).toBe(false);
    expect(objectOf(tree, 'Role').rules).toEqual(rules);
    expect(objectOf(tree, 'RoleBinding')).toMatchObject({
      roleRef: { kind: 'Role', name: 'shop-search' },
      subjects: [{ kind: 'ServiceAccount', name: 'shop-search' }],
    });
  });

  test('is the only one that has a Role', () => {
    expect(objectsOf(rendered(), 'Role')).toEqual([]);
    expect(objectsOf(rendered(), 'RoleBinding')).toEqual([]);
  });
});

describe('a secret', () => {
  const stack = withWorkload({ secrets: { TOKEN: { secret: 'token', key: 'value' } } });

  test('is never in the tree, only its name and key', () => {
    const tree = renderedStacks([stack]);
    expect(objectsOf(tree, 'Secret')).toEqual([]);
    expect(podsOf(tree)[0]?.pod.spec.containers[0].env).toEqual([
      { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'shop-search-token', key: 'value' } } },
    ]);
  });

  test('is asked of a person where nothing provides it', () => {
    const tree = renderedStacks([stack, cart]);
    const asked = (kind: string, name: string) =>
      objectOf(tree, kind, name).metadata.annotations['unifyops.dev/provided-secrets'];
    expect(asked('Deployment', 'shop-search')).toBe('registry-pull,shop-search-token');
    expect(asked('StatefulSet', 'shop-cart-postgres')).toBe('registry-pull,shop-cart-postgres');
  });

  test('is taken from the store where there is one, and stays when its reference goes', () => {
    const tree = renderedStacks([stack], { cluster: eks() });
    expect(objectOf(tree, 'ExternalSecret', 'shop-search-token').spec).toEqual({
      refreshInterval: '1h0m0s',
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'aws-secrets-manager' },
      target: {
        name: 'shop-search-token',
        creationPolicy: 'Orphan',
        deletionPolicy: 'Retain',
        template: { type: 'Opaque', engineVersion: 'v2', mergePolicy: 'Replace' },
      },
      data: [
        {
          secretKey: 'value',
          remoteRef: {
            key: 'prod/shop-search-token',
            property: 'value',
            conversionStrategy: 'Default',
            decodingStrategy: 'None',
            metadataPolicy: 'None',
          },
        },
      ],
    });
    expect(objectOf(tree, 'ExternalSecret', 'registry-pull').spec.target.template.type).toBe(
      'kubernetes.io/dockerconfigjson',
    );
    expect(JSON.stringify([...tree.values()])).not.toContain('provided-secrets');
  });
});

describe('a policy', () => {
  test('says on both ends who calls whom and why, by port numbers', () => {
    const edge = { from: 'search', to: 'shop/cart/api', why: 'it fills the cart' };
    const tree = renderedStacks([cart, { ...search, edges: [edge] }]);
    const ports = [{ port: 8002, protocol: 'TCP' }];
    const labels = (instance: string, name: string) => ({
      matchLabels: { 'app.kubernetes.io/instance': instance, 'app.kubernetes.io/name': name },
    });
    const caller = objectOf(tree, 'NetworkPolicy', 'shop-search');
    const callee = objectOf(tree, 'NetworkPolicy', 'shop-cart-api');
    expect(caller.spec.egress).toContainEqual({ to: [{ podSelector: labels('shop-cart', 'api') }], ports });
    expect(callee.spec.ingress).toContainEqual({ from: [{ podSelector: labels('shop-search', 'search') }], ports });
    expect(caller.metadata.annotations['unifyops.dev/traffic']).toContain(
      'to shop/cart/api TCP 8002: it fills the cart',
    );
    expect(callee.metadata.annotations['unifyops.dev/traffic']).toContain(
      'from shop/search/search TCP 8002: it fills the cart',
    );
  });

  test('covers both directions of every pod, whether it has rules or not', () => {
    for (const { spec } of objectsOf(rendered(), 'NetworkPolicy'))
      expect(spec.policyTypes).toEqual(['Ingress', 'Egress']);
    expect(objectOf(rendered(), 'NetworkPolicy', 'default-deny').spec.podSelector).toEqual({});
  });

  test('never has an empty list of peers or ports, which Kubernetes takes for all', () => {
    for (const { spec } of objectsOf(rendered(), 'NetworkPolicy')) {
      for (const rule of [...(spec.ingress ?? []), ...(spec.egress ?? [])]) {
        expect((rule.from ?? rule.to).length).toBeGreaterThan(0);
        expect(rule.ports.length).toBeGreaterThan(0);
      }
    }
  });
});
