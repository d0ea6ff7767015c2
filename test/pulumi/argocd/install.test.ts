import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Project } from '../../cli/project.ts';
import { startApiServer } from '../api-server.ts';
import { type MockedResult, runMocked } from '../mocked.ts';

const manifest = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: applications.argoproj.io }
spec: {}
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: argocd-server }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: argocd-server }
spec: { template: { spec: { serviceAccountName: argocd-server } } }
`;

const server = await startApiServer();
const project = new Project();
const sha256 = createHash('sha256').update(manifest).digest('hex');
const cacheBefore = process.env.XDG_CACHE_HOME;

beforeAll(() => {
  const versions = JSON.parse(project.read('versions.json')) as Record<string, unknown>;
  const argocd = { version: 'v1.2.3', manifest: 'http://127.0.0.1:9/install.yaml', sha256 };
  project.write('versions.json', JSON.stringify({ ...versions, argocd }));
  project.write(`cache/unifyops/argocd/${sha256}.yaml`, manifest); // as if it had been read before
  process.env.XDG_CACHE_HOME = project.path('cache');
});

afterAll(async () => {
  if (cacheBefore === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = cacheBefore;
  project.remove();
  await server.close();
});

describe('an environment that is handed to Argo CD, which is not there yet', () => {
  let run: MockedResult;
  const named = (name: string) => run.resources.find((resource) => resource.name === `argocd/${name}`);
  const waits = (name: string) => named(name)?.dependencies.map((urn) => urn.split('::argocd/').at(-1));

  beforeAll(async () => {
    const reach = { kubeconfig: server.kubeconfig, clusterId: server.clusterId };
    const credential = { repositoryUsername: 'argocd', repositoryPassword: 'correct horse' };
    run = await runMocked({
      root: project.root,
      stack: 'dev',
      settings: { delivery: 'argocd', ...reach, ...credential },
    });
  });

  test('gets the kinds first, then Argo CD in its namespace', () => {
    expect(waits('Deployment.argocd-server')).toEqual([
      'CustomResourceDefinition.applications.argoproj.io',
      'Namespace.argocd',
      'ServiceAccount.argocd-server',
    ]);
  });

  test('gets what brings in the applications when Argo CD runs, and can read the repository', () => {
    expect(waits('Application.dev')).toEqual(
      expect.arrayContaining(['Deployment.argocd-server', 'ApplicationSet.dev']),
    );
    expect(waits('AppProject.dev')).toContain('Secret.repository-dev');
  });

  test('keeps the credential of the repository secret', () => {
    expect(named('Secret.repository-dev')?.inputs.data).toEqual({ secret: expect.anything() });
    expect(JSON.stringify(run.registeredOutputs)).not.toContain('correct horse');
  });

  test('shares the kinds and the namespace with other environments: they stay when Argo CD leaves this one', () => {
    const retained = run.resources.filter(({ name, retainOnDelete }) => name.startsWith('argocd/') && retainOnDelete);
    expect(retained.map(({ name }) => name)).toEqual([
      'argocd/CustomResourceDefinition.applications.argoproj.io',
      'argocd/Namespace.argocd',
    ]);
  });

  test('gets no object of its stacks from Pulumi', () => {
    const objects = run.resources.filter(({ type }) => type.startsWith('kubernetes:'));
    expect(objects.filter(({ name }) => !name.startsWith('argocd/'))).toEqual([]);
  });
});
