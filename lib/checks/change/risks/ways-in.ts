import { at, list, text } from '../../json.ts';
import type { Entry } from '../../tree/index.ts';

/** Requests that a route takes: for this host, and for this path or all paths below it. */
export interface WayIn {
  /** Where it stands: `spec.rules[0].http.paths[0]`. */
  readonly path: string;
  /** `*` for any host. */
  readonly host: string;
  /** `/api` and all below it, `= /api` alone, `~ /v[0-9]+` by an expression; the whole expression of a Traefik route. */
  readonly match: string;
}

/** The kinds that {@link waysInOf} reads. */
export const routeKinds = ['Ingress', 'HTTPRoute', 'GRPCRoute', 'IngressRoute'];

/** Everything that an Ingress, a route of the Gateway API or Traefik's IngressRoute lets in. */
export function waysInOf(entry: Entry): readonly WayIn[] {
  if (entry.type === 'Ingress') return [...ingressWays(at(entry.object, 'spec'))];
  return [...(entry.type === 'IngressRoute' ? traefikWays(entry) : gatewayWays(at(entry.object, 'spec')))];
}

function* ingressWays(spec: unknown): Iterable<WayIn> {
  if (at(spec, 'defaultBackend') !== undefined) yield { path: 'spec.defaultBackend', host: '*', match: '/' };
  for (const [ruleIndex, rule] of list(at(spec, 'rules')).entries()) {
    const host = text(at(rule, 'host')) || '*';
    for (const [index, item] of list(at(rule, 'http', 'paths')).entries()) {
      const path = `spec.rules[${ruleIndex}].http.paths[${index}]`;
      yield { path, host, match: matchText(at(item, 'pathType'), at(item, 'path')) };
    }
  }
}

function* gatewayWays(spec: unknown): Iterable<WayIn> {
  const names = list(at(spec, 'hostnames')).map(text);
  const hosts = names.length > 0 ? names : ['*'];
  for (const [ruleIndex, rule] of list(at(spec, 'rules')).entries()) {
    const matches = list(at(rule, 'matches'));
    for (const [index, match] of (matches.length > 0 ? matches : [{}]).entries()) {
      const path = matches.length > 0 ? `spec.rules[${ruleIndex}].matches[${index}]` : `spec.rules[${ruleIndex}]`;
      for (const host of hosts) {
        yield { path, host, match: gatewayMatch(match) };
      }
    }
  }
}

function gatewayMatch(match: unknown): string {
  const method = at(match, 'method');
  // The method of a GRPCRoute is a path; that of an HTTPRoute is a word.
  if (typeof method === 'object') return `/${text(at(method, 'service'))}/${text(at(method, 'method'))}`;
  return matchText(at(match, 'path', 'type'), at(match, 'path', 'value'));
}

function* traefikWays(entry: Entry): Iterable<WayIn> {
  for (const [index, route] of list(at(entry.object, 'spec', 'routes')).entries()) {
    yield { path: `spec.routes[${index}]`, host: '', match: text(at(route, 'match')) };
  }
}

function matchText(type: unknown, path: unknown): string {
  const value = text(path) || '/';
  if (type === 'Exact') return `= ${value}`;
  return type === 'RegularExpression' ? `~ ${value}` : value;
}
