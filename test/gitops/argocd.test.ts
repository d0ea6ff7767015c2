import { describe, expect, test } from '@jest/globals';
import { argocdTree } from '../../lib/gitops/argocd.ts';
import { infraTree } from '../../lib/gitops/infra-tree.ts';
import { clusterKindsOf, type GroupKind, namespacedKindsOf } from '../../lib/gitops/kinds.ts';
import { type Environment, eks, existing, k3s, type Stack } from '../../lib/model/index.ts';
import { observabilityOf } from '../../lib/model/observability/settings.ts';
import { renderPlan } from '../../lib/render/render.ts';
import { type Loose, objectOf } from '../constructs/rendered.ts';
import { cart, environment, search, withWorkload } from '../fixtures/base.ts';
import { observability, operated } from '../fixtures/watched.ts';
import { environmentWith, planOf } from '../model/plan/plan-of.ts';

const tree = argocdTree(environment);

describe('the applications of an environment', () => {
  const { syncPolicy, template, generators } = objectOf(tree, 'ApplicationSet').spec;

  test('are its folders, one each', () => {
    expect(generators).toEqual([
      { git: { repoURL: 'https://git.example/infra.git', revision: 'main', directories: [{ path: 'prod/*' }] } },
    ]);
    expect(template.metadata.name).toBe('prod-{{.path.basename}}');
    expect(template.spec.source.path).toBe('{{.path.path}}');
  });

  test('outlive a generator that breaks', () => expect(syncPolicy.preserveResourcesOnDeletion).toBe(true));

  test('sync, heal and prune by themselves, and take up a fix while they retry', () => {
    expect(template.spec.syncPolicy.automated).toEqual({ enabled: true, prune: true, selfHeal: true });
    expect(template.spec.syncPolicy.retry).toMatchObject({ refresh: true });
  });

  test("are not run again by another stack's commit", () => {
    expect(template.metadata.annotations['argocd.argoproj.io/manifest-generate-paths']).toBe('.');
  });

  test('are of a project and a namespace of their own', () => {
    expect(template.spec).toMatchObject({ project: 'prod', destination: { namespace: 'shop-prod' } });
  });
});

describe('the project of an environment', () => {
  const { spec } = objectOf(tree, 'AppProject');

  test('lets its applications touch its own repository and namespace alone', () => {
    expect(spec.sourceRepos).toEqual(['https://git.example/infra.git']);
    expect(spec.destinations).toEqual([{ server: 'https://kubernetes.default.svc', namespace: 'shop-prod' }]);
    expect(JSON.stringify(spec)).not.toContain('*');
  });

  test('lists every kind that is rendered somewhere, and none that is not', () => {
    const rendered = new Set([existing(), k3s(), eks()].flatMap((cluster) => kindsOn({ cluster })));
    const listed = [...clusterKindsOf(undefined), ...namespacedKindsOf(undefined)].map(nameOf);
    expect([...rendered].sort()).toEqual([...listed].sort());
  });

  test.each(['standalone', 'operator'] as const)('and so it does with %s observability', (flavour) => {
    const watching = { observability: { ...observability, flavour } };
    const clusters = [existing, k3s, eks].map((make) => make({ capabilities: operated }));
    const rendered = new Set(clusters.flatMap((cluster) => kindsOn({ cluster, ...watching })));
    const settings = observabilityOf(environmentWith(watching));
    const listed = [...clusterKindsOf(settings), ...namespacedKindsOf(settings)].map(nameOf);
    expect([...rendered].sort()).toEqual([...listed].sort());
  });

  test('lets them touch nothing without a namespace but the Namespace itself', () => {
    expect(spec.clusterResourceWhitelist).toEqual([{ group: '', kind: 'Namespace' }]);
  });
});

describe('the root application', () => {
  const { spec, metadata } = objectOf(tree, 'Application');

  test("keeps the environment's own objects as the repository has them, and nobody else's", () => {
    expect(spec.source).toMatchObject({
      path: 'argocd',
      directory: { include: '{AppProject,ApplicationSet,Application}.prod.yaml' },
    });
    expect([...tree.keys()]).toEqual([
      'argocd/AppProject.prod.yaml',
      'argocd/ApplicationSet.prod.yaml',
      'argocd/Application.prod.yaml',
    ]);
    expect(metadata.namespace).toBe('argocd');
  });

  test('makes the project before the applications that need it', () => {
    const wave = (kind: string) => Number(objectOf(tree, kind).metadata.annotations['argocd.argoproj.io/sync-wave']);
    expect(wave('AppProject')).toBeLessThan(wave('ApplicationSet'));
  });

  test('takes no application with it when it goes', () => {
    for (const object of tree.values() as Iterable<Loose>) expect(object.metadata.finalizers).toBeUndefined();
  });
});

test('another branch is followed by the root, the generator and the applications alike', () => {
  const text = JSON.stringify([
    ...argocdTree({ ...environment, gitops: { ...environment.gitops, revision: 'live' } }).values(),
  ]);
  expect(text.match(/"(targetRevision|revision)":"live"/g)).toHaveLength(3);
  expect(text).not.toContain('"main"');
});

describe('the tree of an infra repo', () => {
  const staging = environmentWith({ name: 'staging', namespace: 'shop-staging' });
  const all = infraTree([planOf(), planOf({ environment: staging })]);

  test('has a folder for each environment and one for Argo CD', () => {
    expect([...new Set([...all.keys()].map((path) => path.split('/')[0]))].sort()).toEqual([
      'argocd',
      'prod',
      'staging',
    ]);
  });

  test('has one object in a file that its kind and name give', () => {
    for (const [path, { kind, metadata }] of all) expect(path.split('/').at(-1)).toBe(`${kind}.${metadata.name}.yaml`);
  });

  test('gets a folder with a stack, and touches no file of another', () => {
    const before = infraTree([planOf({ stacks: [cart] })]);
    const after = infraTree([planOf({ stacks: [cart, search] })]);
    const added = [...after.keys()].filter((path) => !before.has(path));
    expect(added.every((path) => path.startsWith('prod/shop-search/'))).toBe(true);
    for (const [path, object] of before) expect(after.get(path)).toEqual(object);
  });

  test('changes the callee of a new edge, since its policy must open', () => {
    const edge = { from: 'search', to: 'shop/cart/api', why: 'it fills' };
    const before = infraTree([planOf()]);
    const after = infraTree([planOf({ stacks: [cart, { ...search, edges: [edge] }] })]);
    const changed = [...after].filter(([path, object]) => JSON.stringify(before.get(path)) !== JSON.stringify(object));
    expect(changed.map(([path]) => path).sort()).toEqual([
      'prod/shop-cart/NetworkPolicy.shop-cart-api.yaml',
      'prod/shop-search/Deployment.shop-search.yaml',
      'prod/shop-search/NetworkPolicy.shop-search.yaml',
    ]);
  });
});

/** Group and kind of everything that a stack with all there is makes on a cluster. */
function nameOf({ group, kind }: GroupKind): string {
  return `${group}/${kind}`;
}

function kindsOn(where: Partial<Environment>): readonly string[] {
  const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }];
  const stack: Stack = withWorkload({
    config: { '/etc/a': 'b' },
    autoscaling: { min: 2, max: 3, cpuPercent: 70 },
    kubernetesApi: { rules, why: 'it looks' },
  });
  const plan = planOf({ stacks: [cart, stack], environment: environmentWith(where) });
  return [...renderPlan(plan).values()].map(
    ({ apiVersion, kind }) => `${apiVersion.includes('/') ? apiVersion.split('/')[0] : ''}/${kind}`,
  );
}
