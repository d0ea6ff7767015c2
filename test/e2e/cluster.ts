/** Starts the parts of the e2e suites for a person and waits for Ctrl-C. Run: make cluster. */
import { Message } from '../../tools/build/message.ts';
import { startArgoCd } from './harness/argocd/argocd.ts';
import { startCluster } from './harness/cluster/cluster.ts';
import { say } from './harness/say.ts';

try {
  const cluster = await startCluster(say);
  const argo = await startArgoCd(cluster, say).catch(async (error: unknown) => {
    await cluster.stop();
    throw error;
  });
  say(`
The API server, its controllers and Argo CD run. Nodes and pods are simulated: nothing is executed in them.

  export KUBECONFIG=${cluster.kubeconfig}
  export PATH=${cluster.kubernetes}:$PATH
  kubectl get nodes

Argo CD reads ${argo.repo.address}; its working copy is ${argo.repo.folder}.
Logs are in ${cluster.workspace.folder}/logs. Ctrl-C ends everything and removes the folder.
`);
  await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve);
    // Signals alone don't keep a process alive.
    setInterval(() => {}, 1 << 30);
  });
  await argo.stop();
  await cluster.stop();
  process.exit(0);
} catch (error) {
  if (!(error instanceof Message)) throw error;
  say(error.message);
  process.exit(1);
}
