// What Pulumi's dynamic provider starts: a process of its own, since code that Pulumi serialises can neither import this project's
// modules nor keep a connection. It reads a task as JSON, says what it does on standard error, and answers on standard output.
import { text } from 'node:stream/consumers';
import { applyCluster } from '../../../k3s/cluster.ts';
import { removeCluster } from '../../../k3s/remove.ts';
import type { ClusterRequest } from '../../../k3s/request.ts';
import { FaultsError } from '../../../model/index.ts';

/** What the provider asks for. */
interface Task {
  readonly verb: 'apply' | 'remove';
  readonly request: ClusterRequest;
}

const { verb, request } = JSON.parse(await text(process.stdin)) as Task;
const tell = (host: string, line: string) => void process.stderr.write(`${host} ${line}\n`.trimStart());
try {
  const { kubeconfig, token } =
    verb === 'apply' ? await applyCluster(request, { tell }) : { kubeconfig: '', token: '' };
  if (verb === 'remove') await removeCluster(request, { tell });
  process.stdout.write(JSON.stringify({ kubeconfig, token }));
} catch (error) {
  const known = error instanceof FaultsError || error instanceof AggregateError;
  process.stderr.write(`${known ? error.message : ((error as Error).stack ?? String(error))}\n`);
  process.exitCode = 1;
}
