import { type Fault, FaultsError } from '../model/index.ts';
import { hostsFaults } from '../model/plan/hosts.ts';
import { type Access, type Patience, type Remote, readAccess, SshRemote, patience as usual } from '../ssh/index.ts';
import { clusterFaults } from './facts/cluster-faults.ts';
import { describePlan } from './plan/describe.ts';
import { planCluster } from './plan/plan.ts';
import type { Plan } from './plan/step.ts';
import { readBucketKeys } from './read-bucket-keys.ts';
import { readFolder } from './read-folder.ts';
import { type ClusterRequest, endpointOf, membersOf } from './request.ts';
import { gatherFacts } from './run/gather-facts.ts';
import { type PhaseTime, runPlan } from './run/run-plan.ts';
import { kubeconfigFor, readSecrets } from './run/secrets.ts';
import type { Tell } from './run/tell.ts';

/** What work on a cluster needs from outside; tests replace both. */
export interface ClusterContext {
  readonly tell: Tell;
  /**
   * How often hosts are tried.
   * @default - six times more, over 45 seconds
   */
  readonly patience?: Patience;
}

/** A cluster as it is after an apply. */
export interface AppliedCluster {
  /** An administrator's kubeconfig: a secret. */
  readonly kubeconfig: string;
  /** What servers join with, and what a snapshot is restored with: a secret. */
  readonly token: string;
  /** Steps that changed something. */
  readonly changes: number;
  readonly times: readonly PhaseTime[];
}

/**
 * Makes a cluster what it should be: facts first, every fault at once, the plan told, then step by step. Safe to repeat.
 * @throws FaultsError before anything was changed; AggregateError with each host's failure later
 */
export async function applyCluster(request: ClusterRequest, context: ClusterContext): Promise<AppliedCluster> {
  return withPlan(request, context, async (plan, { remote, patience }) => {
    for (const line of describePlan(plan)) context.tell('', line);
    const times = await runPlan(plan, { remote, tell: context.tell, patience });
    const secrets = await readSecrets(remote(plan.through), patience);
    const kubeconfig = kubeconfigFor(secrets.kubeconfig, endpointOf(request));
    const changes = times.flatMap(({ steps }) => steps).length;
    return { kubeconfig, token: secrets.token, changes, times };
  });
}

/** What an apply would do. Nothing is changed. @throws FaultsError with everything that is in its way */
export async function planOf(request: ClusterRequest, context: ClusterContext): Promise<Plan> {
  return withPlan(request, context, async (plan) => plan);
}

/** Hosts that are connected while they are needed. */
export interface Connected {
  readonly remote: (host: string) => Remote;
  readonly patience: Patience;
}

/**
 * Connects to hosts of a request for as long as `work` takes.
 * @throws FaultsError if a key or a password can't be read
 */
export async function withHosts<T>(
  request: ClusterRequest,
  { patience = usual }: Pick<ClusterContext, 'patience'>,
  work: (connected: Connected) => Promise<T>,
): Promise<T> {
  const owner = ownerOf(request);
  const access: Access = readAccess(owner, request.hosts.ssh);
  if (access.faults.length > 0) throw new FaultsError(access.faults);
  const hosts = [...membersOf(request).map(({ host }) => host), ...(request.gone ?? [])];
  const remotes = new Map(hosts.map((host) => [host.name, new SshRemote(access.target(host))]));
  try {
    return await work({ remote: (name) => remotes.get(name)!, patience });
  } finally {
    for (const remote of remotes.values()) remote.close();
  }
}

async function withPlan<T>(
  request: ClusterRequest,
  context: ClusterContext,
  work: (plan: Plan, connected: Connected) => Promise<T>,
): Promise<T> {
  const owner = ownerOf(request);
  const folder = readFolder(owner, request.hosts);
  const bucket = readBucketKeys(owner, request.hosts.snapshots?.s3);
  const early: readonly Fault[] = [
    ...hostsFaults(request.environment, request.hosts),
    ...readAccess(owner, request.hosts.ssh).faults,
    ...folder.faults,
    ...bucket.faults,
  ];
  if (early.length > 0) throw new FaultsError(early);
  return withHosts(request, context, async (connected) => {
    const wanted = membersOf(request).map(({ host }) => host.name);
    const leaving = (request.gone ?? []).map(({ name }) => name);
    const { facts, faults } = await gatherFacts(
      owner,
      [...wanted, ...leaving].map(connected.remote),
      connected.patience,
    );
    const serious = faults.filter(({ path }) => wanted.includes(path)); // one that leaves may be dead
    const all = [...serious, ...clusterFaults(request, facts)];
    if (all.length > 0) throw new FaultsError(all);
    const plan = planCluster({ request, facts, folders: folder.releases, bucket: bucket.keys, now: new Date() });
    return work(plan, connected);
  });
}

function ownerOf({ environment }: ClusterRequest): string {
  return `environment ${environment}`;
}
