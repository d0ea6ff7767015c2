import type { Environment } from '../model/environment/environment-props.ts';
import { observabilityOf } from '../model/observability/settings.ts';
import { fileName } from '../render/render.ts';
import type { KubeObject, Tree } from '../render/tree.ts';
import { clusterKindsOf, namespacedKindsOf } from './kinds.ts';

const apiVersion = 'argoproj.io/v1alpha1';
const argocdNamespace = 'argocd';
const server = 'https://kubernetes.default.svc';
const labels = { 'app.kubernetes.io/managed-by': 'unifyops' } as const;

/** Folder of the tree with Argo CD's own objects. */
export const argocdFolder = 'argocd';

/** Argo CD's objects for an environment: its project, its applications by folder, and the root that brings in both. */
export function argocdTree(environment: Environment): Tree {
  const objects = [project(environment), applicationSet(environment), root(environment)];
  return new Map(objects.map((object) => [`${argocdFolder}/${fileName(object)}`, object]));
}

/** Only this repository, only this environment's namespaces, only the kinds that are rendered. */
function project(environment: Environment): KubeObject {
  const { name, namespace, gitops } = environment;
  const settings = observabilityOf(environment);
  const watching = settings
    ? [settings.namespace, ...(settings.flavour === 'standalone' ? [settings.nodesNamespace] : [])]
    : [];
  return {
    apiVersion,
    kind: 'AppProject',
    metadata: meta(name, '-2'),
    spec: {
      description: `Stacks of ${name}`,
      sourceRepos: [gitops.repository],
      destinations: [namespace, ...watching].map((one) => ({ server, namespace: one })),
      clusterResourceWhitelist: clusterKindsOf(settings),
      namespaceResourceWhitelist: namespacedKindsOf(settings),
      orphanedResources: { warn: true },
    },
  };
}

/** One application a folder: a new folder appears by itself, and a removed folder or a broken generator deletes nothing that runs. */
function applicationSet({ name, namespace, gitops }: Environment): KubeObject {
  const { repository: repoURL, revision = 'main' } = gitops;
  return {
    apiVersion,
    kind: 'ApplicationSet',
    metadata: meta(name, '-1'),
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [{ git: { repoURL, revision, directories: [{ path: `${name}/*` }] } }],
      syncPolicy: { preserveResourcesOnDeletion: true },
      template: {
        metadata: {
          name: `${name}-{{.path.basename}}`,
          labels: { ...labels, 'unifyops.dev/environment': name },
          // without this, any commit to the repository would run every application's jobs again
          annotations: { 'argocd.argoproj.io/manifest-generate-paths': '.' },
        },
        spec: {
          project: name,
          source: { repoURL, targetRevision: revision, path: '{{.path.path}}' },
          destination: { server, namespace },
          revisionHistoryLimit: 10,
          syncPolicy: {
            automated: { enabled: true, prune: true, selfHeal: true },
            retry: retry(),
            syncOptions: ['ServerSideApply=true', 'PruneLast=true', 'PrunePropagationPolicy=foreground'],
          },
        },
      },
    },
  };
}

/** The application to apply by hand, once: it keeps the environment's project and applications as the repository has them. */
function root({ name, gitops }: Environment): KubeObject {
  return {
    apiVersion,
    kind: 'Application',
    metadata: meta(name, '0'),
    spec: {
      project: 'default',
      source: {
        repoURL: gitops.repository,
        targetRevision: gitops.revision ?? 'main',
        path: argocdFolder,
        directory: { include: `{AppProject,ApplicationSet,Application}.${name}.yaml` },
      },
      destination: { server, namespace: argocdNamespace },
      syncPolicy: {
        automated: { enabled: true, prune: true, selfHeal: true },
        retry: retry(),
        syncOptions: ['ServerSideApply=true'],
      },
    },
  };
}

/** Retries take up the newest commit: by default the fix of a broken release waits behind the broken one. */
function retry() {
  return { limit: 10, refresh: true, backoff: { duration: '5s', factor: 2, maxDuration: '1m' } };
}

function meta(name: string, wave: string): KubeObject['metadata'] {
  return {
    name,
    namespace: argocdNamespace,
    labels: { ...labels, 'unifyops.dev/environment': name },
    annotations: { 'argocd.argoproj.io/sync-wave': wave },
  };
}
