import type { HostProps } from '../model/index.ts';
import type { ClusterContext } from './cluster.ts';
import { forgetStep, haltStep, rejoinStep, retokenStep, rotateStep } from './plan/life-steps.ts';
import { foundStep, restoreStep } from './plan/snapshot-steps.ts';
import type { Phase } from './plan/step.ts';
import { readyStep, startStep } from './plan/steps.ts';
import type { ClusterRequest } from './request.ts';
import { runOwned } from './run-owned.ts';

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
 * Takes a cluster back to a snapshot: where it is there, every server stops, the first one gets the snapshot's data, the others join it anew, one at a
 * time. Agents find their way back by themselves; those of another cluster's snapshot are introduced to it.
 * @throws FaultsError if a host isn't the environment's; AggregateError with each host's failure, and the data of before is kept on every
 * server
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
  const isOther = token !== undefined;
  const halted = ({ name }: HostProps) => [haltStep(name, run), ...(isOther ? [retokenStep(name, 'server', run)] : [])];
  const seen = ({ name }: HostProps) => readyStep(first.name, name, version);
  const names = [...servers, ...agents].map(({ name }) => name);
  const back = [
    restoreStep(first.name, snapshot, run),
    startStep(first.name, 'server'),
    ...(isOther ? [forgetStep(first.name, names, run)] : []),
    seen(first),
  ];
  const joined = others.flatMap((server) => [
    rejoinStep(server.name, first.address, run),
    startStep(server.name, 'server'),
    seen(server),
  ]);
  const introduced = agents.map(({ name }) => [
    retokenStep(name, 'agent', run),
    rotateStep(name, 'agent', run),
    startStep(name, 'agent'),
  ]);
  const phases: readonly Phase[] = [
    { name: 'find the snapshot', tracks: [[foundStep(first.name, snapshot)]] },
    { name: 'servers stop', tracks: servers.map(halted) },
    { name: 'the first server goes back', tracks: [back] },
    { name: 'the others join it, one at a time', tracks: [joined] },
    ...(isOther ? [{ name: 'agents join it', tracks: introduced, secretsFrom: first.name }] : []),
  ];
  await runOwned(request, context, phases, isOther ? { token } : {});
}
