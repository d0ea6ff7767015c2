import { join } from 'node:path';
import { builtPart, type Say } from '../../../../tools/build/build-part.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { createInfraRepo, type InfraRepo, type Push } from '../git/infra-repo.ts';
import { requireCommands } from '../packages.ts';
import { answers, freePorts } from '../ports.ts';
import { type Program, startProgram } from '../program.ts';
import { Applications } from './applications.ts';
import {
  startApplicationController,
  startApplicationSetController,
  startArgoServer,
  startRepoServer,
} from './components.ts';
import { settings } from './settings.ts';
import { sendWebhook } from './webhook.ts';

/** Argo CD on a cluster, and the repository that it follows. */
export interface ArgoCd {
  readonly applications: Applications;
  readonly repo: InfraRepo;
  /** Tells Argo CD of a push, as the git server's webhook does. */
  readonly notify: (push: Push) => Promise<void>;
  /** Kills the repo server, and starts it again when the returned function is called. */
  readonly killRepoServer: () => Promise<() => Promise<void>>;
  /** Every process of Argo CD, Redis included. */
  readonly programs: () => readonly Program[];
  /** Ends every process. */
  readonly stop: () => Promise<void>;
}

/** How Argo CD is set up. */
export interface ArgoCdProps {
  /**
   * Seconds between two looks at git without a webhook.
   * @default 15, much sooner than Argo CD's own 120: a suite waits for it
   */
  readonly pollSeconds?: number;
}

/** Seconds between two looks at git where nothing else is asked for. */
export const usualPollSeconds = 15;

/**
 * Starts Redis and Argo CD's repo server, application controller, ApplicationSet controller and server, all real.
 * @throws Message that says what is missing, or why a part did not start
 */
export async function startArgoCd(
  cluster: Cluster,
  say: Say,
  { pollSeconds = usualPollSeconds }: ArgoCdProps = {},
): Promise<ArgoCd> {
  await requireCommands(['git', 'redis-server'], say);
  const folder = await builtPart('argo-cd', say);
  for (const object of settings()) await cluster.api.apply(object);
  const repo = await createInfraRepo(cluster.workspace.sub('git'));
  const [redisPort, repoServerPort] = await freePorts(2);
  const around = {
    cluster,
    binary: join(folder, 'argocd'),
    redisPort: redisPort!,
    repoServerPort: repoServerPort!,
    pollSeconds,
  };
  const redis = await startRedis(cluster, redisPort!);
  let repoServer = await startRepoServer(around);
  const controller = await startApplicationController(around);
  const sets = await startApplicationSetController(around);
  const server = await startArgoServer(around);
  const programs = () => [redis, repoServer, controller, sets.program, server.program];
  return {
    applications: new Applications(cluster.api),
    repo,
    notify: async (push) => {
      await Promise.all([sets, server].map(({ port }) => sendWebhook(port, repo.address, push)));
    },
    killRepoServer: async () => {
      await repoServer.kill();
      return async () => {
        repoServer = await startRepoServer(around);
      };
    },
    programs,
    stop: async () => {
      await Promise.all(programs().map((program) => program.kill()));
      await repo.server.close();
    },
  };
}

async function startRedis({ workspace }: Cluster, port: number): Promise<Program> {
  return startProgram(workspace, {
    name: 'redis',
    command: 'redis-server',
    args: ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--dir', workspace.sub('redis')],
    ready: async () => answers(port),
  });
}
