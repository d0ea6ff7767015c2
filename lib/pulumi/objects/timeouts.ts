import { at, list } from '../../checks/json.ts';
import type { KubeObject } from '../../render/tree.ts';

/** So much longer than the object's own deadline does Pulumi wait: the cluster's verdict says why, a timeout doesn't. */
const marginSeconds = 60;

/**
 * How long an object may take to become ready, in seconds, from its own fields; undefined where it has none.
 * @param pods the most of them that are made
 */
export function timeoutSeconds(object: KubeObject, pods: number): number | undefined {
  const deadline = deadlineSeconds(object);
  return deadline === undefined ? undefined : deadline * Math.max(1, pods) + marginSeconds;
}

/** Every pod's deadline starts anew when the pod before it is ready. */
function deadlineSeconds({ kind, spec }: KubeObject): number | undefined {
  switch (kind) {
    case 'Job':
      return numberAt(at(spec, 'activeDeadlineSeconds'));
    case 'Deployment':
      return numberAt(at(spec, 'progressDeadlineSeconds'));
    case 'StatefulSet':
      return startupSeconds(spec);
    default:
      return undefined;
  }
}

/** The longest that a container may take to start. */
function startupSeconds(spec: unknown): number | undefined {
  const probes = list(at(spec, 'template', 'spec', 'containers')).map((container) => at(container, 'startupProbe'));
  const seconds = probes.map(
    (probe) => (numberAt(at(probe, 'periodSeconds')) ?? 10) * (numberAt(at(probe, 'failureThreshold')) ?? 0),
  );
  const longest = Math.max(0, ...seconds);
  return longest === 0 ? undefined : longest;
}

function numberAt(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
