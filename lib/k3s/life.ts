import { type ClusterContext, type Connected, withHosts } from './cluster.ts';
import { retokenStep, rotateStep, rotateTokenStep } from './plan/life-steps.ts';
import type { Phase, Step } from './plan/step.ts';
import { quorumStep, readyStep, snapshotStep, startStep } from './plan/steps.ts';
import { type ClusterRequest, endpointOf, membersOf } from './request.ts';
import { runPlan } from './run/run-plan.ts';
import { kubeconfigFor, readSecrets } from './run/secrets.ts';

/** An administrator's kubeconfig, read from the first server that answers. It is a secret. */
export async function readKubeconfig(request: ClusterRequest, context: ClusterContext): Promise<string> {
  return withHosts(request, context, async (connected) => {
    const { kubeconfig } = await secretsOf(request, connected);
    return kubeconfigFor(kubeconfig, endpointOf(request));
  });
}

/** Saves the cluster's data under a name that is not taken yet, and returns the name. */
export async function saveSnapshot(
  request: ClusterRequest,
  context: ClusterContext,
  name = `manual-${new Date().toISOString().slice(0, 19).replaceAll(/\D/g, '')}`,
): Promise<string> {
  await runPhases(request, context, [{ name: 'save the data', tracks: [[snapshotStep(firstOf(request), name)]] }]);
  return name;
}

/**
 * Replaces the token that servers join with. Servers take the new one at a restart each, one at a time; agents have a token of their
 * own, and go on.
 */
export async function rotateToken(request: ClusterRequest, context: ClusterContext): Promise<void> {
  const run = new Date().toISOString();
  const first = firstOf(request);
  const taken = request.hosts.servers.flatMap(({ name }) => restart(request, name, retokenStep(name, run)));
  const phases: readonly Phase[] = [
    { name: 'make a new token', tracks: [[rotateTokenStep(first, run)]] },
    { name: 'servers take it, one at a time', tracks: [taken], secretsFrom: first },
  ];
  await runPhases(request, context, phases);
}

/** Makes the certificates of every node anew, one node at a time. */
export async function rotateCertificates(request: ClusterRequest, context: ClusterContext): Promise<void> {
  const run = new Date().toISOString();
  const steps = membersOf(request).flatMap(({ host, role }) => {
    if (role === 'server') return restart(request, host.name, rotateStep(host.name, role, run));
    const ready = readyStep(firstOf(request), host.name, request.hosts.version);
    return [rotateStep(host.name, role, run), startStep(host.name, role), ready];
  });
  await runPhases(request, context, [{ name: 'rotate the certificates', tracks: [steps] }]);
}

/** Changes something of a server and starts it again, while the others are a majority. */
function restart(request: ClusterRequest, name: string, change: Step): readonly Step[] {
  const witness = request.hosts.servers.find((server) => server.name !== name)?.name ?? name;
  return [
    quorumStep(witness, name),
    change,
    startStep(name, 'server'),
    readyStep(witness, name, request.hosts.version),
  ];
}

async function runPhases(request: ClusterRequest, context: ClusterContext, phases: readonly Phase[]): Promise<void> {
  await withHosts(request, context, (connected) => runPlan({ phases }, { ...connected, tell: context.tell }));
}

async function secretsOf(request: ClusterRequest, { remote, patience }: Connected) {
  const failures: unknown[] = [];
  for (const { name } of request.hosts.servers) {
    try {
      return await readSecrets(remote(name), { ...patience, retries: 0 });
    } catch (error) {
      failures.push(error);
    }
  }
  throw new AggregateError(failures, failures.map((error) => (error as Error).message).join('\n'));
}

function firstOf({ hosts }: ClusterRequest): string {
  return hosts.servers[0]?.name ?? '';
}
