import type { k8s } from '../../constructs/k8s.ts';
import type { Part } from '../../model/observability/part.ts';
import type { ConfigFolder } from './config-folder.ts';

/** What a part mounts beside its scratch directories: configuration, secrets, folders of its node and its data. */
export function partVolumes(
  { nodePaths, secretFiles, volume }: Part,
  configs: readonly ConfigFolder[],
): { readonly volumes: k8s.Volume[]; readonly mounts: readonly k8s.VolumeMount[] } {
  return {
    volumes: [
      ...configs.map((config) => config.volume),
      ...secretFiles.map(({ secret, key }) => ({
        name: `secret-${secret}`,
        secret: { secretName: secret, items: [{ key, path: key }] },
      })),
      ...nodePaths.map(({ name, path }) => ({ name: `node-${name}`, hostPath: { path, type: 'Directory' } })),
    ],
    mounts: [
      ...configs.map((config) => config.mount),
      ...secretFiles.map(({ secret, folder }) => ({ name: `secret-${secret}`, mountPath: folder, readOnly: true })),
      ...nodePaths.map(({ name, mountPath }) => ({
        name: `node-${name}`,
        mountPath,
        readOnly: true,
        mountPropagation: 'HostToContainer',
      })),
      ...(volume ? [{ name: 'data', mountPath: volume.path }] : []),
    ],
  };
}
