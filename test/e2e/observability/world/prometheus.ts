import { join } from 'node:path';
import { builtPart } from '../../../../tools/build/build-part.ts';
import { type Program, startProgram } from '../../harness/program.ts';
import { say } from '../../harness/say.ts';
import type { Workspace } from '../../harness/workspace.ts';

/** Where a Prometheus finds its configuration below the folder that stands for its container's root. */
export const prometheusFile = 'etc/prometheus/prometheus.yaml';

/** Path of the promtool that belongs to the Prometheus that is rendered: an older one knows other rules. */
export async function promtoolPath(): Promise<string> {
  return join(await builtPart('prometheus', say), 'promtool');
}

/** Starts the Prometheus that is rendered on a port of loopback, with the configuration below `folder`. */
export async function startPrometheus(workspace: Workspace, folder: string, port: number): Promise<Program> {
  return startProgram(workspace, {
    name: 'prometheus',
    command: join(await builtPart('prometheus', say), 'prometheus'),
    args: [
      `--config.file=${join(folder, prometheusFile)}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    // stand for the role that the pod's ServiceAccount has on AWS
    env: { AWS_ACCESS_KEY_ID: 'role-of-prometheus', AWS_SECRET_ACCESS_KEY: 'secret' },
    ready: async () => (await fetch(`http://127.0.0.1:${port}/-/ready`)).ok,
  });
}
