import type { Platform } from '../../../lib/load/platform.ts';
import type { Environment } from '../../../lib/model/index.ts';
import { type ArgoCd, type ArgoCdProps, startArgoCd } from './argocd/argocd.ts';
import { type Cluster, type ClusterProps, startCluster } from './cluster/cluster.ts';
import type { Push } from './git/infra-repo.ts';
import { only, readPlatform, renderTree } from './platform.ts';
import { say } from './say.ts';

/** An environment that the suites run, on a cluster with Argo CD. */
export interface Running {
  readonly cluster: Cluster;
  readonly argo: ArgoCd;
  /** Renders the platform, pushes it and tells Argo CD. */
  readonly publish: (platform: Platform, message: string) => Promise<Push>;
  /** Reverts the newest commit and tells Argo CD. */
  readonly revert: () => Promise<Push>;
  /** Applies the root application: all that a person does by hand. */
  readonly bootstrap: (platform: Platform) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Namespace of the environment that the suites run. */
export const namespace = 'uo-staging';

/** Starts a cluster and Argo CD with an empty repository. */
export async function startRunning(props: ClusterProps & ArgoCdProps = {}): Promise<Running> {
  const cluster = await startCluster(say, props);
  const argo = await startArgoCd(cluster, say, props).catch(async (error: unknown) => {
    await cluster.stop();
    throw error;
  });
  const told = async (push: Push) => {
    await argo.notify(push);
    return push;
  };
  return {
    cluster,
    argo,
    publish: async (platform, message) => told(await argo.repo.push(renderTree(platform), message)),
    revert: async () => told(await argo.repo.revert()),
    bootstrap: async (platform) => {
      await cluster.api.apply(renderTree(platform).get('argocd/Application.staging.yaml')!);
    },
    stop: async () => {
      await argo.stop();
      await cluster.stop();
    },
  };
}

/** The platform of this repository with `staging` alone, which Argo CD reads from the suite's own repository. */
export async function stagingFrom(repository: string, change: Partial<Environment> = {}): Promise<Platform> {
  return only(await readPlatform(), 'staging', (environment) => ({
    ...environment,
    gitops: { repository },
    ...change,
  }));
}

/** The same without what watches it, for suites that look at stacks: sooner Synced, and less for Argo CD to look after. */
export async function unwatchedStagingFrom(repository: string, change: Partial<Environment> = {}): Promise<Platform> {
  const platform = await stagingFrom(repository, change);
  return {
    ...platform,
    environments: platform.environments.map(({ observability: _, ...environment }) => environment),
  };
}

/** Names of an environment's applications: the root, the platform and one a stack. */
export function applicationNames(stacks: readonly string[]): readonly string[] {
  return ['staging', 'staging-platform', ...stacks.map((stack) => `staging-${stack.replace('/', '-')}`)];
}
