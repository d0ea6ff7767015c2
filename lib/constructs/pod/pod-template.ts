import type { Environment } from '../../model/environment/environment-props.ts';
import type { Pods } from '../../model/plan/plan.ts';
import { k8s } from '../k8s.ts';
import { scratchName } from './container.ts';

/** Largest content of one scratch directory; a full one evicts the pod instead of filling the node. */
const scratchLimit = k8s.Quantity.fromString('128Mi');

/** A pod template under Pod Security *restricted*: its containers come from `container()`. */
export function podTemplate(
  pods: Pods,
  environment: Environment,
  spec: k8s.PodSpec,
  { labels = {}, annotations }: Pick<k8s.ObjectMeta, 'labels' | 'annotations'> = {},
): k8s.PodTemplateSpec {
  const { pullSecret } = environment.registry;
  const { volumes = [], ...rest } = spec;
  return {
    metadata: { labels: { ...pods.labels, ...labels }, ...(annotations ? { annotations } : {}) },
    spec: {
      automountServiceAccountToken: false,
      enableServiceLinks: false, // Kubernetes' own variables would clash with ours (API_PORT=tcp://…)
      serviceAccountName: pods.name,
      ...(pullSecret === undefined ? {} : { imagePullSecrets: [{ name: pullSecret }] }),
      securityContext: {
        runAsNonRoot: true,
        runAsUser: pods.user,
        runAsGroup: pods.user,
        fsGroup: pods.user,
        fsGroupChangePolicy: 'OnRootMismatch',
        seccompProfile: { type: 'RuntimeDefault' },
      },
      volumes: [
        ...pods.scratch.map((path) => ({ name: scratchName(path), emptyDir: { sizeLimit: scratchLimit } })),
        ...volumes,
      ],
      ...rest,
    },
  };
}
