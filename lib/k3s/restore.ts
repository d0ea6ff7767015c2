import { type ClusterContext, withHosts } from './cluster.ts';
import { haltStep, rejoinStep, restoreStep } from './plan/life-steps.ts';
import type { Phase } from './plan/step.ts';
import { readyStep, startStep } from './plan/steps.ts';
import type { ClusterRequest } from './request.ts';
import { runPlan } from './run/run-plan.ts';

/**
 * Takes a cluster back to a snapshot that the first server has: every server stops, the first one gets the snapshot's data, the others
 * join it anew, one at a time. Agents find their way back by themselves.
 * @param snapshot a name as `snapshot` printed it, or the file's own
 * @throws AggregateError with each host's failure; the data of before is kept on every server
 */
export async function restoreSnapshot(
  request: ClusterRequest,
  context: ClusterContext,
  snapshot: string,
): Promise<void> {
  const { servers, version } = request.hosts;
  const [first, ...others] = servers;
  if (first === undefined) throw new Error('A cluster has at least one server.');
  const run = `${snapshot} ${new Date().toISOString()}`;
  const up = (name: string) => [startStep(name, 'server'), readyStep(first.name, name, version)];
  const phases: readonly Phase[] = [
    { name: 'servers stop', tracks: servers.map(({ name }) => [haltStep(name, run)]) },
    { name: 'the first server goes back', tracks: [[restoreStep(first.name, snapshot, run), ...up(first.name)]] },
    {
      name: 'the others join it, one at a time',
      tracks: [others.flatMap(({ name }) => [rejoinStep(name, first.address, run), ...up(name)])],
    },
  ];
  await withHosts(request, context, (connected) => runPlan({ phases }, { ...connected, tell: context.tell }));
}
