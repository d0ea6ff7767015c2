import { Construct } from 'constructs';
import type { Workload } from '../../model/plan/plan.ts';
import { wave } from '../../model/plan/waves.ts';
import { contentHash } from '../../model/values/hash.ts';
import { k8s } from '../k8s.ts';
import { metadata } from '../metadata.ts';

/**
 * Configuration files in an immutable ConfigMap whose name carries its content: a change rolls the pods, and old pods keep
 * the old files until the new ones serve.
 */
export class ConfigFiles extends Construct {
  readonly volume: k8s.Volume;
  readonly mounts: k8s.VolumeMount[];

  constructor(scope: Construct, id: string, { name, labels, config }: Workload) {
    super(scope, id);
    const paths = Object.keys(config).sort();
    const data = Object.fromEntries(paths.map((path) => [fileKey(path), config[path] ?? '']));
    const configMapName = `${name}-config-${contentHash(JSON.stringify(data))}`;
    new k8s.KubeConfigMap(this, 'config-map', {
      metadata: metadata(configMapName, labels, wave.support),
      immutable: true,
      data,
    });
    this.volume = { name: 'config', configMap: { name: configMapName } };
    this.mounts = paths.map((path) => ({ name: 'config', mountPath: path, subPath: fileKey(path), readOnly: true }));
  }
}

/** Key of a file: its path with `_` for `/`; two paths that meet are told apart by their hash. */
function fileKey(path: string): string {
  const key = path.slice(1).replaceAll(/[^A-Za-z0-9._-]/g, '_');
  return path.includes('_') ? `${key}-${contentHash(path)}` : key;
}
