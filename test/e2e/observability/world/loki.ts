import { join } from 'node:path';
import { builtPart } from '../../../../tools/build/build-part.ts';
import { freePorts } from '../../harness/ports.ts';
import { type Program, startProgram } from '../../harness/program.ts';
import { say } from '../../harness/say.ts';
import type { Workspace } from '../../harness/workspace.ts';
import { type PodFile, writeFiles } from '../rendered.ts';

/** A running Loki. */
export interface Loki {
  readonly url: string;
  readonly program: Program;
}

/** Starts Loki with its rendered configuration; folders and ports alone are this machine's. */
export async function startLoki(workspace: Workspace, files: readonly PodFile[]): Promise<Loki> {
  const folder = workspace.sub('loki');
  const [http = 0, grpc = 0] = await freePorts(2);
  writeFiles(folder, files, (text) =>
    text
      .replaceAll('/var/loki', join(folder, 'data'))
      .replace('http_listen_port: 3100', `http_listen_address: 127.0.0.1\n  http_listen_port: ${http}`)
      .replace('grpc_listen_port: 9095', `grpc_listen_address: 127.0.0.1\n  grpc_listen_port: ${grpc}`),
  );
  const url = `http://127.0.0.1:${http}`;
  const program = await startProgram(workspace, {
    name: 'loki',
    command: join(await builtPart('loki', say), 'loki'),
    args: [`-config.file=${join(folder, 'etc/loki/loki.yaml')}`, '-target=all'],
    ready: async () => (await fetch(`${url}/ready`)).ok,
    patienceSeconds: 120,
  });
  return { url, program };
}
