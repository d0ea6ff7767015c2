import { type ClusterContext, withHosts } from './cluster.ts';
import { forgetStep, haltStep, rejoinStep, restoreStep, retokenStep, rotateStep } from './plan/life-steps.ts';
import type { Phase } from './plan/step.ts';
import { readyStep, startStep } from './plan/steps.ts';
import type { ClusterRequest } from './request.ts';
import { runPlan } from './run/run-plan.ts';

/** A snapshot, and what it is opened with. */
export interface RestoreProps {
  /** A name as `snapshot` printed it, or the file's own, on the first server or in the bucket. */
  readonly snapshot: string;
  /**
   * The token of the cluster that the snapshot was made of.
   * @default - the snapshot is one of this cluster
   */
  readonly token?: string;
}

/**
 * Takes a cluster back to a snapshot: every server stops, the first one gets the snapshot's data, the others join it anew, one at a
 * time. Agents find their way back by themselves; those of another cluster's snapshot are introduced to it.
 * @throws AggregateError with each host's failure; the data of before is kept on every server
 */
export async function restoreSnapshot(
  request: ClusterRequest,
  context: ClusterContext,
  { snapshot, token }: RestoreProps,
): Promise<void> {
  const { servers, agents = [], version } = request.hosts;
  const [first, ...others] = servers;
  if (first === undefined) throw new Error('A cluster has at least one server.');
  const run = `${snapshot} ${new Date().toISOString()}`;
  const up = (name: string) => [startStep(name, 'server'), readyStep(first.name, name, version)];
  const given = (name: string) => (token === undefined ? [] : [retokenStep(name, 'server', run)]);
  const introduced = agents.map(({ name }) => [
    retokenStep(name, 'agent', run),
    rotateStep(name, 'agent', run),
    startStep(name, 'agent'),
  ]);
  const names = [...servers, ...agents].map(({ name }) => name);
  const phases: readonly Phase[] = [
    { name: 'servers stop', tracks: servers.map(({ name }) => [haltStep(name, run), ...given(name)]) },
    {
      name: 'the first server goes back',
      tracks: [
        [
          restoreStep(first.name, snapshot, run),
          startStep(first.name, 'server'),
          ...(token === undefined ? [] : [forgetStep(first.name, names, run)]),
          readyStep(first.name, first.name, version),
        ],
      ],
    },
    {
      name: 'the others join it, one at a time',
      tracks: [others.flatMap(({ name }) => [rejoinStep(name, first.address, run), ...up(name)])],
    },
    ...(token === undefined ? [] : [{ name: 'agents join it', tracks: introduced, secretsFrom: first.name }]),
  ];
  const secrets = token === undefined ? {} : { secrets: { token } };
  await withHosts(request, context, (connected) =>
    runPlan({ phases }, { ...connected, tell: context.tell, ...secrets }),
  );
}
