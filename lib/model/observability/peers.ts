import type { Environment } from '../environment/environment-props.ts';
import type { Peer } from '../plan/edge.ts';
import { type ObservabilitySettings, observabilityOf } from './settings.ts';

/** Label `app.kubernetes.io/instance` of every part. */
export const observabilityFolder = 'observability';

/** Id of a part: whoever reads a fault of it finds no stack of this name. */
export const partId = (name: string): string => `cluster/${observabilityFolder}/${name}`;

/** Labels that select the pods of a part. */
export const partSelector = (name: string) =>
  ({ 'app.kubernetes.io/instance': observabilityFolder, 'app.kubernetes.io/name': name }) as const;

/** Pods of a part as one end of an edge. */
export function partPeer(namespace: string, name: string): Peer {
  return { kind: 'pods', id: partId(name), namespace, selector: partSelector(name) };
}

/** The Prometheus that scrapes an environment: its own, or that of the cluster. */
export function scraperPeer(environment: Environment): Peer {
  const settings = observabilityOf(environment);
  if (settings?.flavour === 'standalone') return partPeer(settings.namespace, 'prometheus');
  const { namespace, labels } = environment.cluster.capabilities.scraper;
  return { kind: 'platform', id: 'metrics scraper', namespace, selector: labels };
}

/** Name of the Prometheus of an environment: its own, or its Operator's. It answers on {@link prometheusPort}. */
export function prometheusHost({ cluster }: Environment, { flavour, namespace }: ObservabilitySettings): string {
  if (flavour === 'standalone') return `prometheus.${namespace}.svc`;
  return `prometheus-operated.${cluster.capabilities.scraper.namespace}.svc`;
}

/** Port of Prometheus. */
export const prometheusPort = 9090;

/** The collector that takes OTLP from an environment's workloads; none where nobody set one up. */
export function collectorPeer(environment: Environment): Peer | undefined {
  const settings = observabilityOf(environment);
  return settings && partPeer(settings.namespace, 'collector');
}

/** Port on which the collector takes OTLP over HTTP. */
export const otlpPort = 4318;
