import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Exposure } from '../../model/plan/exposure.ts';
import type { Workload } from '../../model/plan/plan.ts';
import { k8s } from '../k8s.ts';
import { metadata } from '../metadata.ts';
import { gatewayReference } from '../platform/gateway.ts';

/** The paths of one host that lead to a workload: an Ingress, or a route on the shared Gateway. */
export function exposure(scope: Construct, { name: service, labels, wave }: Workload, way: Exposure): void {
  if (way.kind === 'http-route') {
    new ApiObject(scope, `route-${way.name}`, {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: metadata(way.name, labels, wave),
      spec: {
        parentRefs: [gatewayReference(way.gateway, way.listener)],
        hostnames: [way.host],
        rules: way.routes.map(({ path, port }) => ({
          matches: [{ path: { type: 'PathPrefix', value: path } }],
          backendRefs: [{ group: '', kind: 'Service', name: service, port, weight: 1 }],
        })),
      },
    });
    return;
  }
  new k8s.KubeIngress(scope, `ingress-${way.name}`, {
    metadata: metadata(way.name, labels, wave, way.annotations),
    spec: {
      ingressClassName: way.className,
      tls: [{ hosts: [way.host], ...(way.tlsSecret === undefined ? {} : { secretName: way.tlsSecret }) }],
      rules: [
        {
          host: way.host,
          http: {
            paths: way.routes.map(({ path, port }) => ({
              path,
              pathType: 'Prefix',
              backend: { service: { name: service, port: { number: port } } },
            })),
          },
        },
      ],
    },
  });
}
