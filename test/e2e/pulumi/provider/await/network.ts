import type { StoredObject } from '../../../harness/api/kube-api.ts';
import { type Awaiter, ready, waiting } from './readiness.ts';

interface Endpoint {
  readonly conditions?: { readonly ready?: boolean };
}

const noPods =
  "Service does not target any Pods. Selected Pods may not be ready, or field '.spec.selector' may not match labels on any Pods";

/**
 * A Service that selects pods is ready when its endpoints were looked for and none is still on its way. The real provider waits ten
 * seconds more for stragglers; the stand-in does not.
 */
export const service: Awaiter = {
  beside: {
    kind: { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' },
    belongs: ({ metadata }, object) => metadata.labels?.['kubernetes.io/service-name'] === object.metadata.name,
  },
  judge: (object, slices) => {
    const { type, clusterIP, selector = {} } = object.spec;
    const isBalanced = type !== 'LoadBalancer' || addresses(object).length > 0;
    if (!isBalanced) {
      return waiting('Service was not allocated an IP address; does your cloud provider support this?');
    }
    if (type === 'ExternalName' || clusterIP === 'None' || Object.keys(selector).length === 0) return ready;
    const endpoints = slices.flatMap(
      (slice) => (slice as { readonly endpoints?: readonly Endpoint[] }).endpoints ?? [],
    );
    const serving = endpoints.filter(({ conditions }) => conditions?.ready !== false);
    if (slices.length > 0 && serving.length === endpoints.length) return ready;
    return serving.length > 0 ? waiting() : waiting(noPods);
  },
};

/** An Ingress is ready when a controller gave it an address. */
export const ingress: Awaiter = {
  judge: (object) =>
    addresses(object).length > 0
      ? ready
      : waiting('Ingress .status.loadBalancer field was not updated with a hostname/IP address.'),
};

function addresses({ status }: StoredObject): readonly unknown[] {
  return status?.loadBalancer?.ingress ?? [];
}
