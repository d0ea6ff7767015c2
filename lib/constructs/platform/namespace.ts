import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { wave } from '../../model/plan/waves.ts';
import type { ResourcesProps } from '../../model/stack/workload-props.ts';
import { k8s } from '../k8s.ts';
import { keepForEver, metadata } from '../metadata.ts';

/** A namespace of ours and what holds for all in it. */
export interface ClosedNamespaceProps {
  /** Its name. */
  readonly name: string;
  /** Labels of everything that belongs to it. */
  readonly labels: Readonly<Record<string, string>>;
  /** How exactly images must be named in it. */
  readonly images: string;
  /** The most that its pods together may ask for, as quantities by resource. */
  readonly quota: Readonly<Record<string, string>>;
  /** What a container gets that says nothing. */
  readonly defaults: ResourcesProps;
  /** Name of quota and limits. */
  readonly limitsName: string;
  /**
   * Pod Security that the API server enforces.
   * @default 'restricted'
   */
  readonly podSecurity?: 'restricted' | 'privileged';
  /**
   * Annotations of the Namespace.
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A namespace with its quota, its limits and default deny both ways. */
export function closedNamespace(scope: Construct, props: ClosedNamespaceProps): void {
  const { name, labels, images, podSecurity = 'restricted', annotations = {} } = props;
  const enforcement = ['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, podSecurity]);
  // a chart gives its namespace to all that is in it, and a Namespace has none
  new k8s.KubeNamespace(new Chart(scope, 'cluster'), 'namespace', {
    metadata: metadata(
      name,
      { ...labels, 'unifyops.dev/images': images, ...Object.fromEntries(enforcement) },
      wave.namespace,
      { ...keepForEver, ...annotations }, // a namespace that goes takes its volumes along
    ),
  });
  limits(scope, props);
  new k8s.KubeNetworkPolicy(scope, 'default-deny', {
    metadata: metadata('default-deny', labels, wave.quota),
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  });
}

function limits(scope: Construct, { labels, quota, defaults, limitsName }: ClosedNamespaceProps): void {
  const quantities = (amounts: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(amounts).map(([key, value]) => [key, k8s.Quantity.fromString(value)]));
  new k8s.KubeResourceQuota(scope, 'quota', {
    metadata: metadata(limitsName, labels, wave.quota),
    // the only way in is the declared one
    spec: { hard: quantities({ ...quota, 'services.loadbalancers': '0', 'services.nodeports': '0' }) },
  });
  new k8s.KubeLimitRange(scope, 'limits', {
    metadata: metadata(limitsName, labels, wave.quota),
    spec: {
      limits: [
        {
          type: 'Container',
          defaultRequest: quantities(defaults.requests),
          default: quantities(defaults.limits),
        },
      ],
    },
  });
}
