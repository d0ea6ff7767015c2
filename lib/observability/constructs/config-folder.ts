import { Construct } from 'constructs';
import { k8s } from '../../constructs/k8s.ts';
import { metadata } from '../../constructs/metadata.ts';
import type { Part } from '../../model/observability/part.ts';
import { wave } from '../../model/plan/waves.ts';
import { contentHash } from '../../model/values/hash.ts';
import type { Folder } from '../files.ts';

/**
 * A folder of files from immutable ConfigMaps whose names carry their content: a change rolls the pods, and a broken one leaves
 * the old pods with the old files.
 */
export class ConfigFolder extends Construct {
  readonly volume: k8s.Volume;
  readonly mount: k8s.VolumeMount;

  constructor(scope: Construct, id: string, { name, labels }: Part, { path, groups }: Folder) {
    super(scope, id);
    const names = Object.entries(groups).map(([group, data]) => {
      const configMap = `${name}-${group}-${contentHash(JSON.stringify(data))}`;
      new k8s.KubeConfigMap(this, group, {
        metadata: metadata(configMap, labels, wave.support),
        immutable: true,
        data: { ...data },
      });
      return configMap;
    });
    const volume = `config${path.replaceAll('/', '-')}`;
    this.volume = {
      name: volume,
      projected: { sources: names.map((configMap) => ({ configMap: { name: configMap } })) },
    };
    this.mount = { name: volume, mountPath: path, readOnly: true };
  }
}
