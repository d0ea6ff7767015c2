import { FaultsError } from '../model/index.ts';
import { type ClusterContext, withHosts } from './cluster.ts';
import { ownerFaults } from './facts/cluster-faults.ts';
import { type Phase, stepsOf } from './plan/step.ts';
import type { ClusterRequest } from './request.ts';
import { gatherFacts } from './run/gather-facts.ts';
import { runPlan } from './run/run-plan.ts';
import type { ClusterSecrets } from './run/secrets.ts';

/**
 * Runs phases on a cluster that is there.
 * @param secrets what nodes get in with, until a phase asks a host for it
 * @throws FaultsError before anything is changed if a host can't be asked or isn't the environment's; AggregateError with each host's
 * failure later
 */
export async function runOwned(
  request: ClusterRequest,
  context: ClusterContext,
  phases: readonly Phase[],
  secrets: Partial<ClusterSecrets> = {},
): Promise<void> {
  await withHosts(request, context, async ({ remote, patience }) => {
    const names = [...new Set(stepsOf({ phases }).map(({ host }) => host))];
    const owner = `environment ${request.environment}`;
    const { facts, faults } = await gatherFacts(owner, names.map(remote), patience);
    const all = [...faults, ...ownerFaults(request, facts)];
    if (all.length > 0) throw new FaultsError(all);
    await runPlan({ phases }, { remote, patience, tell: context.tell, secrets });
  });
}
