import { at, list, record, show } from '../../json.ts';
import { podRule, type Violation } from '../../rule.ts';
import type { Pod } from '../../tree/index.ts';
import { podSecurityStandards as reference } from '../references.ts';

export const hostPath = podRule(
  {
    id: 'pod/host-path',
    title: 'No pod mounts a folder of its node.',
    why: "A hostPath reaches the container runtime's socket, other pods' volumes and the kubelet's credentials.",
    repair: 'Use a PersistentVolumeClaim, an emptyDir or a ConfigMap.',
    reference,
  },
  (pod) => volumesOf(pod, (type) => type === 'hostPath', 'no hostPath volume'),
);

/** What *restricted* allows, `image` included, which became stable in 1.35. */
const allowedTypes = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];
const handledElsewhere = ['name', 'hostPath'];

export const volumeTypes = podRule(
  {
    id: 'pod/volume-types',
    title: 'Pods use only volume types that an administrator controls.',
    why: 'Inline network volumes let whoever writes a pod reach storage that no claim and no class allows.',
    repair: 'Reach the storage through a PersistentVolumeClaim.',
    reference,
  },
  (pod) =>
    volumesOf(
      pod,
      (type) => !handledElsewhere.includes(type) && !allowedTypes.includes(type),
      `one of ${allowedTypes.join(', ')}`,
    ),
);

function* volumesOf(pod: Pod, forbidden: (type: string) => boolean, expected: string): Iterable<Violation> {
  for (const [index, volume] of list(pod.spec.volumes).entries()) {
    for (const [type, source] of Object.entries(record(volume))) {
      if (source === null || !forbidden(type)) continue;
      const path = `${pod.specAt}.volumes[${index}].${type}`;
      yield { path, found: type === 'hostPath' ? show(at(source, 'path')) : type, expected };
    }
  }
}
