import { edgeGroupName, firewallName } from '../aws/names.ts';
import { awsSettings } from '../aws/settings.ts';
import type { Environment, TlsProps } from '../environment/environment-props.ts';

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

/** Secret with the certificate of the shared gateway. */
export const gatewayCertificate = `${gatewayName}-tls`;

/**
 * The exposures of a workload in the order of its routes, one a host; on AWS one a path, since load balancers try the rules of
 * different Ingresses one after the other and the longest path must come first. `healthPath` is what they ask.
 */
export function exposuresOf(
  name: string,
  routes: readonly Route[],
  healthPath: string | undefined,
  environment: Environment,
): readonly Exposure[] {
  const { ingress } = environment.cluster.capabilities;
  const groups = Map.groupBy(routes, ({ host, path }) => (ingress.kind === 'alb' ? host + path : host));
  return [...groups.values()].map((group, index): Exposure => {
    const [{ host, path } = { host: environment.domain, path: '/' }] = group;
    const place = [
      host === environment.domain ? 'apex' : host.split('.')[0],
      ...(ingress.kind === 'alb' ? words(path) : []),
    ];
    // the first keeps the workload's name, so that a further one renames nothing
    const objectName = index === 0 ? name : [name, ...place].join('-');
    if (ingress.kind === 'gateway') {
      const listener = host === environment.domain ? 'https-apex' : 'https';
      return { kind: 'http-route', name: objectName, gateway: gatewayName, listener, host, routes: group };
    }
    const annotations =
      ingress.kind === 'alb' ? albAnnotations(environment, path, healthPath) : traefikAnnotations(environment.tls);
    const ownSecret = ingress.kind === 'traefik' && environment.tls.kind === 'cert-manager';
    return {
      kind: 'ingress',
      name: objectName,
      className: ingress.className,
      annotations,
      host,
      tlsSecret: ownSecret ? `${objectName}-tls` : undefined, // ACM finds a certificate by host name
      routes: group,
    };
  });
}

const words = (path: string): readonly string[] => path.toLowerCase().match(/[a-z0-9]+/g) ?? [];

function albAnnotations(
  environment: Environment,
  path: string,
  healthPath: string | undefined,
): Readonly<Record<string, string>> {
  const prefix = 'alb.ingress.kubernetes.io';
  const { name, waf } = awsSettings(environment);
  return {
    [`${prefix}/group.name`]: environment.name, // one load balancer for all stacks of the environment
    [`${prefix}/group.order`]: String(Math.max(1000 - path.length, -1000)),
    [`${prefix}/listen-ports`]: '[{"HTTP":80},{"HTTPS":443}]',
    [`${prefix}/scheme`]: 'internet-facing',
    [`${prefix}/security-groups`]: edgeGroupName(name), // the network's own: the controller may open nothing
    [`${prefix}/ssl-redirect`]: '443',
    [`${prefix}/target-type`]: 'ip',
    ...(waf ? { [`${prefix}/wafv2-acl-name`]: firewallName(name) } : {}),
    ...(healthPath === undefined ? {} : { [`${prefix}/healthcheck-path`]: healthPath }),
  };
}

function traefikAnnotations(tls: TlsProps): Readonly<Record<string, string>> {
  const entryPoint = { 'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure' };
  return tls.kind === 'self-signed'
    ? { ...entryPoint, 'traefik.ingress.kubernetes.io/router.tls': 'true' }
    : { ...entryPoint, 'cert-manager.io/cluster-issuer': tls.clusterIssuer };
}
