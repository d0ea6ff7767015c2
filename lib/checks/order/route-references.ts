import { at, list, text } from '../json.ts';
import type { Entry } from '../tree/index.ts';
import { hasCertificateIssuer } from './providers.ts';
import type { References } from './reference.ts';

/** Adds what an Ingress names: its class, the Services behind it and its certificates. */
export function addIngressReferences(entry: Entry, references: References): void {
  const spec = at(entry.object, 'spec');
  references.addCluster('spec.ingressClassName', 'IngressClass', at(spec, 'ingressClassName'), true);
  const service = (backend: unknown) => at(backend, 'service', 'name');
  references.add('spec.defaultBackend.service.name', 'Service', service(at(spec, 'defaultBackend')));
  for (const [ruleIndex, rule] of list(at(spec, 'rules')).entries()) {
    for (const [index, path] of list(at(rule, 'http', 'paths')).entries()) {
      const place = `spec.rules[${ruleIndex}].http.paths[${index}].backend.service.name`;
      references.add(place, 'Service', service(at(path, 'backend')));
    }
  }
  if (hasCertificateIssuer(entry)) return;
  for (const [index, tls] of list(at(spec, 'tls')).entries()) {
    references.add(`spec.tls[${index}].secretName`, 'Secret', at(tls, 'secretName'));
  }
}

/** Adds what a Gateway names: its class and its certificates. */
export function addGatewayReferences(entry: Entry, references: References): void {
  const spec = at(entry.object, 'spec');
  references.addCluster('spec.gatewayClassName', 'GatewayClass', at(spec, 'gatewayClassName'), true);
  if (hasCertificateIssuer(entry)) return;
  for (const [listenerIndex, listener] of list(at(spec, 'listeners')).entries()) {
    for (const [index, reference] of list(at(listener, 'tls', 'certificateRefs')).entries()) {
      const path = `spec.listeners[${listenerIndex}].tls.certificateRefs[${index}].name`;
      references.add(path, text(at(reference, 'kind')) || 'Secret', at(reference, 'name'), at(reference, 'namespace'));
    }
  }
}

/** Adds what a route of the Gateway API names: the Gateways it hangs on and the Services behind it. */
export function addRouteReferences(entry: Entry, references: References): void {
  const spec = at(entry.object, 'spec');
  for (const [index, parent] of list(at(spec, 'parentRefs')).entries()) {
    const kind = text(at(parent, 'kind')) || 'Gateway';
    references.add(`spec.parentRefs[${index}].name`, kind, at(parent, 'name'), at(parent, 'namespace'));
  }
  for (const [ruleIndex, rule] of list(at(spec, 'rules')).entries()) {
    for (const [index, backend] of list(at(rule, 'backendRefs')).entries()) {
      const path = `spec.rules[${ruleIndex}].backendRefs[${index}].name`;
      references.add(path, text(at(backend, 'kind')) || 'Service', at(backend, 'name'), at(backend, 'namespace'));
    }
  }
}
