import { join } from 'node:path';
import { freePorts } from '../ports.ts';
import { type Program, startProgram } from '../program.ts';
import type { Workspace } from '../workspace.ts';

/** A running etcd. */
export interface Etcd {
  readonly program: Program;
  readonly port: number;
}

/** Starts one etcd member; it never waits for the disk, since its data ends with the run. */
export async function startEtcd(workspace: Workspace, folder: string): Promise<Etcd> {
  const [port, peerPort] = await freePorts(2);
  const client = `http://127.0.0.1:${port}`;
  const peer = `http://127.0.0.1:${peerPort}`;
  const addresses = ['--listen-client-urls', client, '--advertise-client-urls', client, '--listen-peer-urls', peer];
  const cluster = ['--initial-advertise-peer-urls', peer, '--initial-cluster', `default=${peer}`];
  const program = await startProgram(workspace, {
    name: 'etcd',
    command: join(folder, 'etcd'),
    args: ['--data-dir', join(workspace.folder, 'etcd'), '--unsafe-no-fsync', ...addresses, ...cluster],
    ready: async () => (await fetch(`${client}/health`)).ok,
  });
  return { program, port: port! };
}
