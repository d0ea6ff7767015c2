import type { Field } from './field.ts';
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

/** What all Ingress and HTTPRoute objects expose. */
export function backendsOf(manifests: readonly Manifest[]): readonly Backend[] {
  return manifests.flatMap((manifest) => {
    if (manifest.type === routeTypes[0]) return ingressBackends(manifest);
    return manifest.type === routeTypes[1] ? httpRouteBackends(manifest) : [];
  });
}

function ingressBackends({ namespace, name, root }: Manifest): readonly Backend[] {
  const spec = root.at('spec');
  const paths = spec
    .at('rules')
    .items()
    .flatMap((rule) => rule.down('http', 'paths').items());
  const services = [spec.down('defaultBackend', 'service'), ...paths.map((path) => path.down('backend', 'service'))];
  return services.flatMap((service) => {
    const target = service.at('name').text();
    const port = service.at('port');
    if (target === undefined) return [];
    return [
      {
        route: `Ingress ${namespace}/${name}`,
        service: `${namespace}/${target}`,
        port: portOf(port.at('name'), port.at('number')),
      },
    ];
  });
}

function httpRouteBackends({ namespace, name, root }: Manifest): readonly Backend[] {
  const rules = root.down('spec', 'rules').items();
  const mirrors = rules.flatMap((rule) =>
    rule
      .at('filters')
      .items()
      .map((filter) => filter.down('requestMirror', 'backendRef')),
  );
  const refs = [...rules.flatMap((rule) => rule.at('backendRefs').items()), ...mirrors];
  return refs.flatMap((ref) => {
    const target = ref.at('name').text();
    if (target === undefined || (ref.at('kind').text() ?? 'Service') !== 'Service') return [];
    const service = `${ref.at('namespace').text() ?? namespace}/${target}`;
    return [{ route: `HTTPRoute ${namespace}/${name}`, service, port: portOf(ref.at('port')) }];
  });
}

function portOf(...fields: readonly Field[]): number | string | undefined {
  return fields
    .map(({ value }) => value)
    .find(
      (value): value is number | string => typeof value === 'number' || (typeof value === 'string' && value !== ''),
    );
}
