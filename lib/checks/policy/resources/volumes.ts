import { at, list, show } from '../../json.ts';
import { parseQuantity } from '../../quantity.ts';
import { podRule } from '../../rule.ts';

export const emptyDirLimit = podRule(
  {
    id: 'resources/empty-dir-limit',
    title: 'Every emptyDir has a size limit.',
    why: "Without one a pod can fill its node's disk, and the kubelet then evicts its neighbours.",
    repair: 'Set emptyDir.sizeLimit.',
    reference: 'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
  },
  function* (pod) {
    for (const [index, volume] of list(pod.spec.volumes).entries()) {
      const emptyDir = at(volume, 'emptyDir');
      const sizeLimit = at(emptyDir, 'sizeLimit');
      if (emptyDir === undefined || (parseQuantity(sizeLimit) ?? 0) > 0) continue;
      const path = `${pod.specAt}.volumes[${index}].emptyDir.sizeLimit`;
      yield { path, found: show(sizeLimit), expected: 'a quantity above zero' };
    }
  },
);
