import type { KubeObject } from '../../../../lib/render/tree.ts';
import type { KubeApi } from '../api/kube-api.ts';

/**
 * Storage classes of every kind of cluster, each with some volumes: the one thing a StatefulSet needs that no part here makes.
 * @param volumes number of volumes of each class
 */
export async function provideStorage(api: KubeApi, classes: readonly string[], volumes: number): Promise<void> {
  for (const name of classes) {
    await api.apply(storageClass(name));
    await Promise.all(Array.from({ length: volumes }, (_, index) => api.apply(volume(name, index))));
  }
}

function storageClass(name: string): KubeObject {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name },
    provisioner: 'kubernetes.io/no-provisioner',
    volumeBindingMode: 'WaitForFirstConsumer',
  };
}

function volume(storageClassName: string, index: number): KubeObject {
  const name = `${storageClassName}-${index}`;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name },
    spec: {
      storageClassName,
      capacity: { storage: '100Gi' },
      accessModes: ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Retain',
      hostPath: { path: `/simulated/${name}` },
    },
  };
}
