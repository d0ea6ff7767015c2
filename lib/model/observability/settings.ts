import type { Environment } from '../environment/environment-props.ts';
import type { ObservabilityProps } from './observability-props.ts';

/** Observability of an environment with every default filled in. */
export interface ObservabilitySettings
  extends Required<Pick<ObservabilityProps, 'namespace' | 'flavour' | 'runbooks' | 'retention' | 'nodeCidrs'>>,
    Pick<ObservabilityProps, 'remoteWrite' | 'objectStorage'> {
  /** Namespace of node-exporter alone, which reads folders of its node. */
  readonly nodesNamespace: string;
  readonly slack: Required<NonNullable<ObservabilityProps['slack']>>;
  readonly thresholds: Required<NonNullable<ObservabilityProps['thresholds']>>;
  /** Host of Grafana. */
  readonly host: string;
}

/** What an environment says of its observability, with defaults; nothing if it has none of its own. */
export function observabilityOf({ observability, domain }: Environment): ObservabilitySettings | undefined {
  if (!observability) return undefined;
  const { namespace = 'observability', flavour = 'standalone', retention, slack, thresholds } = observability;
  return {
    ...observability,
    namespace,
    nodesNamespace: `${namespace}-nodes`,
    flavour,
    retention: retention ?? { days: 35, sizeGi: 20 },
    slack: { channel: '#devops-alerts', ...slack },
    thresholds: { errorPercent: 10, cpuPercent: 80, ...thresholds },
    host: `grafana.${domain}`,
  };
}

/** Whether cert-manager makes the certificates at the edge: load balancers of AWS take theirs from ACM. */
export function hasCertManager({ tls, cluster }: Environment): boolean {
  return tls.kind === 'cert-manager' && cluster.capabilities.ingress.kind !== 'alb';
}
