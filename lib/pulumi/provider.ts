import { Provider } from '@pulumi/kubernetes/provider.js';
import type { Resource } from '@pulumi/pulumi';
import type { BuiltCluster } from './clusters/built-cluster.ts';

/** Pulumi's connection to a cluster. Objects wait for it, and it for all that must be there before the first of them. */
export function clusterProvider(
  name: string,
  { kubeconfig, ready }: Pick<BuiltCluster, 'kubeconfig' | 'ready'>,
  parent: Resource,
): Provider {
  return new Provider(
    name,
    {
      kubeconfig,
      // a kubeconfig with new credentials, or another address, is the same cluster: without this, every object would be replaced
      clusterIdentifier: name,
      enableServerSideApply: true,
      // what Argo CD, or a run that was killed, applied before is taken over as it is
      upsertExistingObjects: true,
      enablePatchForce: true,
      enableConfigMapMutable: true,
      enableSecretMutable: true,
      kubeClientSettings: { qps: 100, burst: 200 }, // the client's own default of 10 a second would be the slowest part
    },
    { parent, dependsOn: [...ready] },
  );
}
