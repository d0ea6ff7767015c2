import { FaultsError } from '../model/index.ts';
import { type ClusterContext, withHosts } from './cluster.ts';
import { uninstallStep } from './plan/steps.ts';
import { type ClusterRequest, membersOf } from './request.ts';
import { gatherFacts } from './run/gather-facts.ts';
import { runPlan } from './run/run-plan.ts';

/**
 * Takes k3s off every host that belongs to the environment, agents first, and leaves the hosts as they were. What another environment
 * or somebody else installed is left alone. The data goes with it: save a snapshot elsewhere first.
 * @throws FaultsError if a host can't be reached; AggregateError with each host's failure
 */
export async function removeCluster(request: ClusterRequest, context: ClusterContext): Promise<void> {
  await withHosts(request, context, async ({ remote, patience }) => {
    const members = membersOf(request);
    const owner = `environment ${request.environment}`;
    const { facts, faults } = await gatherFacts(
      owner,
      members.map(({ host }) => remote(host.name)),
      patience,
    );
    if (faults.length > 0) throw new FaultsError(faults);
    const ours = members.filter(({ host }) => facts.get(host.name)?.k3s.owner === request.environment);
    const tracks = (role: 'server' | 'agent') =>
      ours.filter((member) => member.role === role).map(({ host }) => [uninstallStep(host.name)]);
    const phases = [
      { name: 'agents are left as they were', tracks: tracks('agent') },
      { name: 'servers are left as they were', tracks: tracks('server') },
    ];
    await runPlan({ phases }, { remote, tell: context.tell, patience });
  });
}
