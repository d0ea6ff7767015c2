import { type ClusterContext, type Connected, withHosts } from './cluster.ts';
import { authorityStep, retokenStep, rotateStep, rotateTokenStep, shortenStep } from './plan/life-steps.ts';
import { freeNameStep, snapshotStep, stampOf } from './plan/snapshot-steps.ts';
import type { Phase, Step } from './plan/step.ts';
import { quorumStep, readyStep, startStep } from './plan/steps.ts';
import { type ClusterRequest, endpointOf, membersOf, type Role } from './request.ts';
import { kubeconfigFor, readSecrets } from './run/secrets.ts';
import { runOwned } from './run-owned.ts';

/** An administrator's kubeconfig, read from the first server that answers. It is a secret. */
export async function readKubeconfig(request: ClusterRequest, context: ClusterContext): Promise<string> {
  return withHosts(request, context, async (connected) => {
    const { kubeconfig } = await secretsOf(request, connected);
    return kubeconfigFor(kubeconfig, endpointOf(request));
  });
}

/**
 * Saves the cluster's data under a name, and returns the name.
 * @throws AggregateError if the name is taken, with all that are
 */
export async function saveSnapshot(
  request: ClusterRequest,
  context: ClusterContext,
  name = `manual-${stampOf(new Date())}`,
): Promise<string> {
  const first = firstOf(request);
  const steps = [freeNameStep(first, name), snapshotStep(first, name)];
  await runOwned(request, context, [{ name: 'save the data', tracks: [steps] }]);
  return name;
}

/**
 * Replaces the token that servers join with. Servers take the new one at a restart each, one at a time; agents have a token of their
 * own, and go on.
 */
export async function rotateToken(request: ClusterRequest, context: ClusterContext): Promise<void> {
  const run = new Date().toISOString();
  const first = firstOf(request);
  const taken = request.hosts.servers.flatMap(({ name }) =>
    restarted(request, { name, role: 'server' }, [retokenStep(name, 'server', run)]),
  );
  const phases: readonly Phase[] = [
    { name: 'make a new token', tracks: [[rotateTokenStep(first, run)]] },
    { name: 'servers take it, one at a time', tracks: [taken], secretsFrom: first },
  ];
  await runOwned(request, context, phases);
}

/** Makes the certificates of every node anew, one node at a time. */
export async function rotateCertificates(request: ClusterRequest, context: ClusterContext): Promise<void> {
  const run = new Date().toISOString();
  const steps = nodesOf(request).flatMap((node) => restarted(request, node, [rotateStep(node.name, node.role, run)]));
  await runOwned(request, context, [{ name: 'rotate the certificates', tracks: [steps] }]);
}

/**
 * Replaces the certificate authorities, and every certificate with them, one node at a time. Tokens name the authority: until each node
 * has one that names the new, it starts with the secret alone, so that no reboot in between keeps it out. What trusts the old authority
 * goes on until that one ends.
 */
export async function rotateAuthorities(request: ClusterRequest, context: ClusterContext): Promise<void> {
  const run = new Date().toISOString();
  const nodes = nodesOf(request);
  const [first, ...others] = nodes;
  if (first === undefined) return;
  const fresh = (node: Node) => rotateStep(node.name, node.role, run);
  const taken = others.flatMap((node) =>
    restarted(request, node, [retokenStep(node.name, node.role, run), fresh(node)]),
  );
  const phases: readonly Phase[] = [
    { name: 'tokens name no authority', tracks: nodes.map(({ name }) => [shortenStep(name)]) },
    { name: 'make new authorities', tracks: [[authorityStep(first.name, run)]] },
    { name: 'the first server takes them', tracks: [restarted(request, first, [fresh(first)])] },
    { name: 'the other nodes take them, one at a time', tracks: [taken], secretsFrom: first.name },
  ];
  await runOwned(request, context, phases);
}

/** A node by its name. */
interface Node {
  readonly name: string;
  readonly role: Role;
}

function nodesOf(request: ClusterRequest): readonly Node[] {
  return membersOf(request).map(({ host: { name }, role }) => ({ name, role }));
}

/** Changes something of a node and starts it again; a server while the others are a majority. */
function restarted(request: ClusterRequest, { name, role }: Node, changes: readonly Step[]): readonly Step[] {
  const witness = request.hosts.servers.find((server) => server.name !== name)?.name ?? name;
  return [
    ...(role === 'server' ? [quorumStep(witness, name)] : []),
    ...changes,
    startStep(name, role),
    readyStep(witness, name, request.hosts.version),
  ];
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
