import { at, list, text } from '../../json.ts';
import type { Entry } from '../../tree/index.ts';

/** The kinds of the Gateway API that {@link backendsOf} reads beside Ingress. */
export const routeKinds = ['HTTPRoute', 'GRPCRoute'];

/** A Service and port that a route leads to. */
export interface Backend {
  /** Where the port stands: `spec.rules[0].backendRefs[0].port`. */
  readonly path: string;
  readonly service: string;
  readonly namespace: string;
  /** A number, or an Ingress's name of a port. */
  readonly port: unknown;
}

/** Every Service that an Ingress or route leads to. */
export function backendsOf(entry: Entry): readonly Backend[] {
  return entry.type === 'Ingress' ? [...ingressBackends(entry)] : [...routeBackends(entry)];
}

function* ingressBackends(entry: Entry): Iterable<Backend> {
  const spec = at(entry.object, 'spec');
  yield* ingressBackend(entry, at(spec, 'defaultBackend'), 'spec.defaultBackend');
  for (const [ruleIndex, rule] of list(at(spec, 'rules')).entries()) {
    for (const [index, path] of list(at(rule, 'http', 'paths')).entries()) {
      yield* ingressBackend(entry, at(path, 'backend'), `spec.rules[${ruleIndex}].http.paths[${index}].backend`);
    }
  }
}

function* ingressBackend(entry: Entry, backend: unknown, path: string): Iterable<Backend> {
  const service = text(at(backend, 'service', 'name'));
  if (service === '') return;
  const named = at(backend, 'service', 'port', 'name');
  const port = named ?? at(backend, 'service', 'port', 'number');
  yield {
    path: `${path}.service.port.${named === undefined ? 'number' : 'name'}`,
    service,
    namespace: entry.namespace,
    port,
  };
}

function* routeBackends(entry: Entry): Iterable<Backend> {
  for (const [ruleIndex, rule] of list(at(entry.object, 'spec', 'rules')).entries()) {
    for (const [index, reference] of list(at(rule, 'backendRefs')).entries()) {
      if ((text(at(reference, 'kind')) || 'Service') !== 'Service') continue;
      yield {
        path: `spec.rules[${ruleIndex}].backendRefs[${index}].port`,
        service: text(at(reference, 'name')),
        namespace: text(at(reference, 'namespace')) || entry.namespace,
        port: at(reference, 'port'),
      };
    }
  }
}

/** One way in: requests for this host and path. */
export interface Way {
  readonly path: string;
  /** Equal for two ways that the same request would take. */
  readonly key: string;
  /** `cart.example.com/api`. */
  readonly shown: string;
}

/** Every way in that an Ingress or HTTPRoute opens. */
export function waysOf(entry: Entry): readonly Way[] {
  return entry.type === 'Ingress' ? [...ingressWays(entry)] : [...routeWays(entry)];
}

function* ingressWays(entry: Entry): Iterable<Way> {
  const spec = at(entry.object, 'spec');
  for (const [ruleIndex, rule] of list(at(spec, 'rules')).entries()) {
    const host = text(at(rule, 'host'));
    for (const [index, item] of list(at(rule, 'http', 'paths')).entries()) {
      const path = text(at(item, 'path')) || '/';
      const key = ['Ingress', text(at(spec, 'ingressClassName')), host, path, text(at(item, 'pathType'))].join(' ');
      yield { path: `spec.rules[${ruleIndex}].http.paths[${index}].path`, key, shown: `${host}${path}` };
    }
  }
}

function* routeWays(entry: Entry): Iterable<Way> {
  const spec = at(entry.object, 'spec');
  const parents = list(at(spec, 'parentRefs')).map((parent) => JSON.stringify(parent));
  const hosts = list(at(spec, 'hostnames')).map(text);
  for (const [ruleIndex, rule] of list(at(spec, 'rules')).entries()) {
    const matches = at(rule, 'matches') === undefined ? [{}] : list(at(rule, 'matches'));
    for (const [index, match] of matches.entries()) {
      const value = text(at(match, 'path', 'value')) || '/';
      for (const host of hosts.length > 0 ? hosts : ['']) {
        for (const parent of parents) {
          const key = [entry.kind, parent, host, JSON.stringify(match)].join(' ');
          yield { path: `spec.rules[${ruleIndex}].matches[${index}]`, key, shown: `${host}${value}` };
        }
      }
    }
  }
}
