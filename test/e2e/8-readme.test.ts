import { execFile } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Platform } from '../../lib/load/platform.ts';
import { only, readPlatform } from './harness/platform.ts';
import { type Running, startRunning } from './harness/running.ts';
import { waitFor } from './harness/wait.ts';

const run = promisify(execFile);

// test/docs expects every such command of the README here, word for word.
describe('what the README tells a person to type', () => {
  let running: Running;
  let platform: Platform;

  beforeAll(async () => {
    running = await startRunning();
    const { address } = running.argo.repo;
    platform = only(await readPlatform(), 'dev', (environment) => ({
      ...environment,
      gitops: { repository: address },
      stacks: ['operations/core-go'],
    }));
    const core = { 'operations/core-go': platform.releases.get('dev')!['operations/core-go']! };
    platform = { ...platform, releases: new Map([['dev', core]]) };
    await running.publish(platform, 'The platform');
  });

  afterAll(() => running?.stop());

  /** Runs a command from a project beside the infra repo. */
  async function type(command: string): Promise<void> {
    const { cluster, argo } = running;
    const project = join(cluster.workspace.folder, 'beside', 'project');
    if (mkdirSync(project, { recursive: true }) !== undefined)
      symlinkSync(argo.repo.folder, join(project, '..', 'unifyops-infra'));
    const env = { ...process.env, KUBECONFIG: cluster.kubeconfig };
    await run(join(cluster.kubernetes, 'kubectl'), command.split(' ').slice(1), { cwd: project, env });
  }

  const deployments = () =>
    running.cluster.api.list({ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'uo-dev' });

  test('one root application brings the environment', async () => {
    await type('kubectl apply --namespace argocd --filename ../unifyops-infra/argocd/Application.dev.yaml');
    await waitFor('its workload', { seconds: 120 }, async () =>
      (await deployments()).length === 1 ? true : undefined,
    );
  });

  test('stopping delivery deletes nothing that runs', async () => {
    await type('kubectl delete --namespace argocd application/dev applicationset/dev');
    await waitFor('the applications to be gone', { seconds: 120 }, async () =>
      (await running.argo.applications.get('dev-operations-core-go')) === undefined ? true : undefined,
    );
    expect(await deployments()).toHaveLength(1);
  });

  test('deleting the namespace deletes everything', async () => {
    await type('kubectl delete namespace uo-dev');
    expect(await deployments()).toEqual([]);
  });
});
