import type { Manifest } from './manifests.ts';

/** One Service port that an Ingress or an HTTPRoute exposes. */
export interface Backend {
  /** `Ingress ns/name` or `HTTPRoute ns/name`. */
  readonly route: string;
  /** `ns/name`. */
  readonly service: string;
  /** Number or name of the Service's port; undefined: all of them. */
  readonly port: number | string | undefined;
}

/** The types of objects that expose Services. */
export const routeTypes = ['networking.k8s.io/Ingress', 'gateway.networking.k8s.io/HTTPRoute'] as const;

/** Allows routes of one namespace to name Services of another. */
export const referenceGrantType = 'gateway.networking.k8s.io/ReferenceGrant';

/** What all Ingress and HTTPRoute objects expose. A Service of another namespace needs a ReferenceGrant there. */
export function backendsOf(manifests: readonly Manifest[]): readonly Backend[] {
  const grants = manifests.filter(({ type }) => type === referenceGrantType);
  return manifests.flatMap((manifest) => {
    if (manifest.type === routeTypes[0]) return ingressBackends(manifest);
    return manifest.type === routeTypes[1] ? httpRouteBackends(manifest, grants) : [];
  });
}

function isGranted(route: Manifest, namespace: string, service: string, grants: readonly Manifest[]): boolean {
  return grants
    .filter((grant) => grant.namespace === namespace)
    .map(({ root }) => root.at('spec'))
    .some((spec) => {
      const from = spec
        .list('from')
        .some((each) => each.text('kind') === route.kind && each.text('namespace') === route.namespace);
      return (
        from &&
        spec.list('to').some((each) => each.text('kind') === 'Service' && (each.text('name') ?? service) === service)
      );
    });
}

function ingressBackends({ namespace, name, root }: Manifest): readonly Backend[] {
  const spec = root.at('spec');
  const paths = spec.list('rules').flatMap((rule) => rule.at('http').list('paths'));
  const services = [spec.down('defaultBackend', 'service'), ...paths.map((path) => path.down('backend', 'service'))];
  return services.flatMap((service) => {
    const target = service.text('name');
    const port = service.at('port');
    if (target === undefined) return [];
    const wanted = portOf(port.peek('name')) ?? portOf(port.peek('number'));
    return [{ route: `Ingress ${namespace}/${name}`, service: `${namespace}/${target}`, port: wanted }];
  });
}

function httpRouteBackends(route: Manifest, grants: readonly Manifest[]): readonly Backend[] {
  const rules = route.root.at('spec').list('rules');
  const mirrors = rules.flatMap((rule) =>
    rule.list('filters').map((filter) => filter.down('requestMirror', 'backendRef')),
  );
  const refs = [...rules.flatMap((rule) => rule.list('backendRefs')), ...mirrors];
  return refs.flatMap((ref) => {
    const service = ref.text('name');
    const namespace = ref.text('namespace') ?? route.namespace;
    if (service === undefined || (ref.text('kind') ?? 'Service') !== 'Service') return [];
    if (namespace !== route.namespace && !isGranted(route, namespace, service, grants)) return [];
    const id = `HTTPRoute ${route.namespace}/${route.name}`;
    return [{ route: id, service: `${namespace}/${service}`, port: portOf(ref.peek('port')) }];
  });
}

function portOf(value: unknown): number | string | undefined {
  return typeof value === 'number' || (typeof value === 'string' && value !== '') ? value : undefined;
}
