import { at, list, show, text } from '../../json.ts';
import { podRule, type Violation } from '../../rule.ts';
import type { Container } from '../../tree/index.ts';

const podDocs = 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/';

function named(items: unknown): readonly string[] {
  return list(items).map((item) => text(at(item, 'name')));
}

export const mounts = podRule(
  {
    id: 'naming/mounts',
    title: 'Every mount names a volume of its pod.',
    why: 'The API server refuses the pod, so the Deployment is there and never has one.',
    repair: 'Add the volume, or correct the name.',
    reference: podDocs,
  },
  function* (pod) {
    const volumes = new Set(named(pod.spec.volumes));
    for (const claim of list(at(pod.entry.object, 'spec', 'volumeClaimTemplates'))) {
      volumes.add(text(at(claim, 'metadata', 'name')));
    }
    for (const container of pod.containers) yield* unknownMounts(container, volumes);
  },
);

function* unknownMounts(container: Container, volumes: ReadonlySet<string>): Iterable<Violation> {
  for (const [index, mount] of list(container.value.volumeMounts).entries()) {
    const name = text(at(mount, 'name'));
    if (name === '' || volumes.has(name)) continue;
    const known = [...volumes].sort().join(', ') || 'none there is';
    yield {
      path: `${container.at}.volumeMounts[${index}].name`,
      found: show(name),
      expected: `a volume of the pod: ${known}`,
    };
  }
}
