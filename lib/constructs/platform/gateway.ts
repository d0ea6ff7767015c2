import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { IngressCapability } from '../../model/environment/cluster.ts';
import type { Environment } from '../../model/environment/environment-props.ts';
import { gatewayCertificate, gatewayName } from '../../model/plan/exposure.ts';
import { wave } from '../../model/plan/waves.ts';
import { metadata, providedSecrets } from '../metadata.ts';

const apiVersion = 'gateway.networking.k8s.io/v1';

/** A listener of a Gateway as a route names it, with all that the API server would fill in: Argo CD sees no difference then. */
export function gatewayReference(name: string, sectionName: string) {
  return { group: 'gateway.networking.k8s.io', kind: 'Gateway', name, sectionName };
}

/** One Gateway for all stacks: TLS for the domain and every host below it, or for one host alone; plain HTTP is sent on to HTTPS. */
export class SharedGateway extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { domain, tls }: Environment,
    { gatewayClassName, ports }: Extract<IngressCapability, { kind: 'gateway' }>,
    labels: Readonly<Record<string, string>>,
    onlyHost?: string,
  ) {
    super(scope, id);
    const annotations: Readonly<Record<string, string>> =
      tls.kind === 'cert-manager'
        ? { 'cert-manager.io/cluster-issuer': tls.clusterIssuer }
        : providedSecrets([gatewayCertificate]);
    const https = (name: string, hostname: string) => ({
      name,
      hostname,
      port: ports.https,
      protocol: 'HTTPS',
      allowedRoutes: { namespaces: { from: 'Same' } },
      tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: gatewayCertificate }] },
    });
    new ApiObject(this, 'gateway', {
      apiVersion,
      kind: 'Gateway',
      metadata: metadata(gatewayName, labels, wave.shared, annotations),
      spec: {
        gatewayClassName,
        listeners: [
          { name: 'http', port: ports.http, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Same' } } },
          ...(onlyHost === undefined
            ? [https('https-apex', domain), https('https', `*.${domain}`)]
            : [https('https-apex', onlyHost)]),
        ],
      },
    });
    new ApiObject(this, 'redirect', {
      apiVersion,
      kind: 'HTTPRoute',
      metadata: metadata('https-redirect', labels, wave.shared),
      spec: {
        parentRefs: [gatewayReference(gatewayName, 'http')],
        ...(onlyHost === undefined ? {} : { hostnames: [onlyHost] }),
        rules: [
          {
            matches: [{ path: { type: 'PathPrefix', value: '/' } }],
            filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
          },
        ],
      },
    });
  }
}
