import { describe, expect, test } from '@jest/globals';
import { broken, goodTree, type Loose, messages, without } from '../good-tree.ts';

const set = (change: (object: Loose) => void) => broken('ApplicationSet/prod', change);
const path = '[argocd/ApplicationSet.prod.yaml] spec';

/** The good tree with an Application beside the ApplicationSet. */
function withApplication(spec: Loose, annotations: Loose = {}) {
  const tree = goodTree();
  tree.set('argocd/Application.x.yaml', {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'x', namespace: 'argocd', annotations },
    spec,
  });
  return tree;
}

describe('applications', () => {
  test('an ApplicationSet that deletes what its generator drops is a fault', () => {
    const tree = set((object) => delete object.spec.syncPolicy);
    expect(messages('gitops/preserve-resources', tree)).toEqual([
      `${path}.syncPolicy.preserveResourcesOnDeletion: found nothing, expected true. Set spec.syncPolicy.preserveResourcesOnDeletion to true.`,
    ]);
  });

  test('a template that takes missing values is a fault', () => {
    const tree = set((object) => {
      object.spec.goTemplateOptions = [];
    });
    expect(messages('gitops/strict-template', tree)).toEqual([
      `${path}.goTemplateOptions: found [], expected ["missingkey=error"] with goTemplate true. Set spec.goTemplate to true and spec.goTemplateOptions to ["missingkey=error"].`,
    ]);
  });

  test('an application that is not healed or pruned is a fault', () => {
    const tree = set((object) => {
      object.spec.template.spec.syncPolicy.automated = { prune: false };
    });
    const repair = 'Set syncPolicy.automated.selfHeal and syncPolicy.automated.prune to true.';
    expect(messages('gitops/automated', tree)).toEqual([
      `${path}.template.spec.syncPolicy.automated.prune: found false, expected true. ${repair}`,
      `${path}.template.spec.syncPolicy.automated.selfHeal: found nothing, expected true. ${repair}`,
    ]);
  });

  test('a retry that clings to the broken commit is a fault', () => {
    const tree = set((object) => delete object.spec.template.spec.syncPolicy.retry.refresh);
    expect(messages('gitops/retry-refresh', tree)).toEqual([
      `${path}.template.spec.syncPolicy.retry.refresh: found nothing, expected true. Set syncPolicy.retry.refresh to true.`,
    ]);
  });

  test('an application that every commit syncs again is a fault', () => {
    const tree = set((object) => delete object.spec.template.metadata.annotations);
    const key = 'argocd.argoproj.io/manifest-generate-paths';
    expect(messages('gitops/generate-paths', tree)).toEqual([
      `${path}.template.metadata.annotations["${key}"]: found nothing, expected the paths of the application. Annotate the application ${key}: . for its own folder.`,
    ]);
    expect(messages('gitops/generate-paths', withApplication({}))).toHaveLength(1);
  });

  test('an application of no project, or of the default one, is a fault', () => {
    const tree = set((object) => {
      object.spec.template.spec.project = 'default';
    });
    expect(messages('gitops/project', tree)).toEqual([
      `${path}.template.spec.project: found "default", expected one of prod. Name an AppProject that the tree has.`,
    ]);
    const none = without('AppProject/prod');
    expect(messages('gitops/project', none)).toEqual([
      `${path}.template.spec.project: found "prod", expected an AppProject in the tree. Name an AppProject that the tree has.`,
    ]);
  });

  test('the root application lives before there is a project', () => {
    const tree = withApplication({ project: 'default', destination: { namespace: 'argocd' } });
    expect(messages('gitops/project', tree)).toEqual([]);
    expect(messages('gitops/generate-paths', tree)).toEqual([]);
  });
});

describe('projects', () => {
  const project = (change: (spec: Loose) => void) => broken('AppProject/prod', (object) => change(object.spec));
  const at = '[argocd/AppProject.prod.yaml] spec';

  test('a star is a fault wherever it stands, and so is no list of kinds', () => {
    const tree = project((spec) => {
      spec.sourceRepos = ['*'];
      spec.destinations = [{ server: '*', namespace: '*' }];
      spec.clusterResourceWhitelist = [{ group: '*', kind: '*' }];
      delete spec.namespaceResourceWhitelist;
    });
    const repair = 'Write out what the project needs.';
    expect(messages('gitops/project-bounds', tree)).toEqual([
      `${at}.sourceRepos[0]: found "*", expected the address of a repository. ${repair}`,
      `${at}.destinations[0].namespace: found "*", expected a name. ${repair}`,
      `${at}.destinations[0].server: found "*", expected a name. ${repair}`,
      `${at}.clusterResourceWhitelist[0].group: found "*", expected a name. ${repair}`,
      `${at}.clusterResourceWhitelist[0].kind: found "*", expected a name. ${repair}`,
      `${at}.namespaceResourceWhitelist: found nothing, which allows every kind, expected a list of kinds. ${repair}`,
    ]);
  });

  test('a kind or namespace that is rendered and not allowed is a fault', () => {
    const tree = project((spec) => {
      spec.namespaceResourceWhitelist = spec.namespaceResourceWhitelist.filter(
        (item: Loose) => item.kind !== 'Service',
      );
      spec.clusterResourceWhitelist = undefined;
      spec.destinations[0].namespace = 'uo-dev';
    });
    expect(messages('gitops/project-allows', tree)).toEqual([
      `${at}.destinations: found no namespace uo-prod, expected every namespace of prod/, such as that of prod/platform/LimitRange.uo-prod.yaml. Add it to the project.`,
      `${at}.clusterResourceWhitelist: found no Namespace, expected every kind of prod/, such as prod/platform/Namespace.uo-prod.yaml. Add it to the project.`,
      `${at}.namespaceResourceWhitelist: found no Service, expected every kind of prod/, such as prod/shop-cart/Service.shop-cart-api.yaml. Add it to the project.`,
    ]);
  });

  test('patterns and an absent list of namespaced kinds allow what they mean', () => {
    const tree = project((spec) => {
      delete spec.namespaceResourceWhitelist;
      spec.destinations[0].namespace = 'uo-*';
    });
    expect(messages('gitops/project-allows', tree)).toEqual([]);
  });
});

describe('hooks and jobs', () => {
  const job = (change: (object: Loose) => void) => broken('Job/shop-cart-migrate-1.4.0', change);
  const at = '[Job.shop-cart-migrate-1.4.0.yaml]';
  const noHook = (object: Loose) => delete object.metadata.annotations['argocd.argoproj.io/hook'];

  test('a hook that stays behind blocks the next sync', () => {
    const key = 'argocd.argoproj.io/hook-delete-policy';
    const tree = job((object) => {
      object.metadata.annotations[key] = 'HookSucceeded';
    });
    expect(messages('gitops/hook-delete-policy', tree)).toEqual([
      `${at} metadata.annotations["${key}"]: found "HookSucceeded", expected BeforeHookCreation. Annotate the hook ${key}: BeforeHookCreation.`,
    ]);
    const both = job((object) => {
      object.metadata.annotations[key] = 'HookSucceeded, BeforeHookCreation';
    });
    expect(messages('gitops/hook-delete-policy', both)).toEqual([]);
  });

  test.each([
    ['shop-cart-migrate', false],
    ['shop-cart-migrate-1-4-0', true],
    ['shop-cart-migrate-1.4.0', true],
    [`migrate-${'a'.repeat(7)}`, true],
    ['migrate-8f3c2ab1', true],
    ['migrate-database', false],
    ['migrate-20260101', false],
  ])('the name %s of a Job changes with its release: %s', (name, good) => {
    const tree = job((object) => {
      noHook(object);
      object.metadata.name = name;
    });
    const image = `ghcr.io/shop/cart-service:1.4.0@sha256:${'a'.repeat(64)}`;
    const shown = `"${image}`.slice(0, 80);
    const message = `${at} metadata.name: found "${name}", expected a name that changes with ${shown}…. Put the image tag or a hash of the pod into the name, or make it a Sync hook with BeforeHookCreation.`;
    expect(messages('gitops/job-name', tree)).toEqual(good ? [] : [message]);
  });

  test('a Job that removes itself is made again by every sync', () => {
    const tree = job((object) => {
      noHook(object);
      object.spec.ttlSecondsAfterFinished = 60;
    });
    expect(messages('gitops/job-stays', tree)).toEqual([
      `${at} spec.ttlSecondsAfterFinished: found 60, expected nothing. Remove ttlSecondsAfterFinished, or make it a Sync hook.`,
    ]);
    const hook = job((object) => {
      object.spec.ttlSecondsAfterFinished = 60;
    });
    expect(messages('gitops/job-stays', hook)).toEqual([]);
  });
});

test('an object copied out of a cluster with its history is a fault', () => {
  const key = 'kubectl.kubernetes.io/last-applied-configuration';
  const tree = broken('Service/shop-cart-api', (object) => {
    object.metadata.annotations[key] = '{}';
  });
  expect(messages('gitops/no-last-applied', tree)).toEqual([
    `[Service.shop-cart-api.yaml] metadata.annotations["${key}"]: found an older object, expected nothing. Remove the annotation.`,
  ]);
});
