import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { marketLabel } from '../../../../lib/model/aws/names.ts';
import type { KubeObject } from '../../../../lib/render/tree.ts';
import type { KubeApi } from '../api/kube-api.ts';
import { freePorts } from '../ports.ts';
import { type Program, startProgram } from '../program.ts';
import { waitFor } from '../wait.ts';
import type { Workspace } from '../workspace.ts';
import { stages } from './stages.ts';

const aliveLabel = 'e2e.unifyops.dev/alive';
const nodes = { apiVersion: 'v1', kind: 'Node' } as const;

/** The simulated nodes. */
export interface SimulatedNodes {
  readonly program: Program;
  /** Nobody reports for the node any more, as if its power had gone. */
  readonly kill: (name: string) => Promise<void>;
  /** It comes back. */
  readonly revive: (name: string) => Promise<void>;
}

/** Starts kwok, and `count` nodes in three zones. Custom resources that have a stage must be defined before. */
export async function startKwok(
  workspace: Workspace,
  folder: string,
  api: KubeApi,
  kubeconfig: string,
  count: number,
): Promise<SimulatedNodes> {
  const [port] = await freePorts(1);
  const config = join(workspace.folder, 'kwok.yaml');
  writeFileSync(
    config,
    stages()
      .map((stage) => `---\n${JSON.stringify(stage)}\n`)
      .join(''),
  );
  const flags: Readonly<Record<string, string>> = {
    config,
    kubeconfig,
    cidr: '10.244.0.0/16',
    'manage-all-nodes': 'false',
    'manage-nodes-with-label-selector': `${aliveLabel}=true`,
    // Below the controller manager's patience, so that a node that reports is never taken for dead.
    'node-lease-duration-seconds': '8',
    'server-address': `127.0.0.1:${port}`,
  };
  const program = await startProgram(workspace, {
    name: 'kwok',
    command: join(folder, 'kwok'),
    args: Object.entries(flags).map(([name, value]) => `--${name}=${value}`),
    ready: async () => (await fetch(`http://127.0.0.1:${port}/healthz`)).ok,
  });
  const names = Array.from({ length: count }, (_, index) => `node-${index}`);
  for (const [index, name] of names.entries()) await api.apply(node(name, index));
  await waitFor('the nodes to be ready', { seconds: 120 }, async () => {
    const all = await api.list(nodes);
    return all.filter(isReady).length === count || undefined;
  });
  return {
    program,
    kill: async (name) => void (await api.merge(nodes, name, label('false'))),
    revive: async (name) => void (await api.merge(nodes, name, label('true'))),
  };
}

function label(value: string) {
  return { metadata: { labels: { [aliveLabel]: value } } };
}

function node(name: string, index: number): KubeObject {
  const place = { 'kubernetes.io/hostname': name, 'topology.kubernetes.io/zone': `zone-${index % 3}` };
  const machine = { 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64', [marketLabel]: 'on-demand' };
  return {
    ...nodes,
    metadata: { name, labels: { ...place, ...machine, [aliveLabel]: 'true' } },
    spec: {},
  };
}

function isReady({
  status,
}: {
  readonly status?: { readonly conditions?: readonly { type: string; status: string }[] };
}): boolean {
  return status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
}
