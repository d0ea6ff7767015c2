import type { IngressCapability } from '../environment/cluster.ts';
import type { Environment } from '../environment/environment-props.ts';

/** A route in full. */
export interface Route {
  readonly host: string;
  /** Path prefix. */
  readonly path: string;
  /** Port of the Service. */
  readonly port: number;
}

/** The paths of one host that lead to one workload, in the form that the cluster's way in understands. */
export type Exposure =
  | {
      readonly kind: 'ingress';
      readonly name: string;
      readonly className: string;
      readonly annotations: Readonly<Record<string, string>>;
      readonly host: string;
      /** Secret of the certificate; none where the controller finds its own. */
      readonly tlsSecret: string | undefined;
      readonly routes: readonly Route[];
    }
  | {
      readonly kind: 'http-route';
      readonly name: string;
      readonly gateway: string;
      /** Listener of the gateway. */
      readonly listener: string;
      readonly host: string;
      readonly routes: readonly Route[];
    };

/** Name of the environment's shared Gateway. */
export const gatewayName = 'edge';

/** The exposures of a workload, one a host. `healthPath` is what a load balancer of its own asks. */
export function exposuresOf(
  name: string,
  routes: readonly Route[],
  healthPath: string | undefined,
  environment: Environment,
): readonly Exposure[] {
  const hosts = Map.groupBy(routes, ({ host }) => host);
  return [...hosts].map(([host, ofHost]) => {
    const objectName = hosts.size === 1 ? name : `${name}-${host.split('.')[0]}`;
    const { ingress } = environment.cluster.capabilities;
    if (ingress.kind === 'gateway') {
      const listener = host === environment.domain ? 'https-apex' : 'https';
      return { kind: 'http-route', name: objectName, gateway: gatewayName, listener, host, routes: ofHost } as const;
    }
    const { annotations, tlsSecret } = edgeSettings(ingress, objectName, healthPath, environment);
    const className = ingress.className;
    return { kind: 'ingress', name: objectName, className, annotations, host, tlsSecret, routes: ofHost } as const;
  });
}

function edgeSettings(
  ingress: Exclude<IngressCapability, { kind: 'gateway' }>,
  name: string,
  healthPath: string | undefined,
  { name: environment, tls }: Environment,
): { annotations: Readonly<Record<string, string>>; tlsSecret: string | undefined } {
  if (ingress.kind === 'alb') {
    const prefix = 'alb.ingress.kubernetes.io';
    const annotations = {
      [`${prefix}/group.name`]: environment, // one load balancer for all stacks of the environment
      [`${prefix}/listen-ports`]: '[{"HTTP":80},{"HTTPS":443}]',
      [`${prefix}/scheme`]: 'internet-facing',
      [`${prefix}/ssl-redirect`]: '443',
      [`${prefix}/target-type`]: 'ip',
      ...(healthPath === undefined ? {} : { [`${prefix}/healthcheck-path`]: healthPath }),
    };
    return { annotations, tlsSecret: undefined }; // ACM finds the certificate by host name
  }
  const traefik = { 'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure' };
  if (tls.kind === 'self-signed') {
    return {
      annotations: { ...traefik, 'traefik.ingress.kubernetes.io/router.tls': 'true' },
      tlsSecret: undefined,
    };
  }
  return { annotations: { ...traefik, 'cert-manager.io/cluster-issuer': tls.clusterIssuer }, tlsSecret: `${name}-tls` };
}
