import { CustomResource } from '@pulumi/kubernetes/apiextensions/customResource.js';
import { StorageClass } from '@pulumi/kubernetes/storage/v1/storageClass.js';
import type { CustomResourceOptions, Resource } from '@pulumi/pulumi';
import type { Capabilities } from '../../../model/environment/cluster.ts';

/** What the capabilities promise and no chart brings: the class of volumes and the store of secrets, under the names that stacks use. */
export function makeClusterObjects(
  { storageClass, secrets }: Capabilities,
  region: string,
  options: CustomResourceOptions,
  afterSecrets: Resource,
): readonly Resource[] {
  const volumes = new StorageClass(
    storageClass,
    {
      metadata: { name: storageClass, annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
      provisioner: 'ebs.csi.aws.com',
      parameters: { type: 'gp3', encrypted: 'true' },
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'WaitForFirstConsumer', // a volume is in one zone: that of the pod
      allowVolumeExpansion: true,
    },
    options,
  );
  if (secrets.kind !== 'external-secrets') return [volumes];
  const store = new CustomResource(
    secrets.store,
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ClusterSecretStore',
      metadata: { name: secrets.store },
      spec: { provider: { aws: { service: 'SecretsManager', region } } },
    },
    { ...options, dependsOn: [afterSecrets] },
  );
  return [volumes, store];
}
