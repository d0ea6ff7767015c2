import type { Invariant } from '../../check.ts';
import { at, field, list, show, strings, text } from '../../json.ts';
import { environmentRule, objectRule } from '../../rule.ts';
import type { Entry } from '../../tree/index.ts';
import { backendsOf, routeKinds, waysOf } from './routes.ts';

const ingressDocs = 'https://kubernetes.io/docs/concepts/services-networking/ingress/';

const tls = objectRule(
  {
    id: 'ingress/tls',
    title: 'Every host of an Ingress has a certificate.',
    why: 'Without one passwords and cookies cross the network in plain sight.',
    repair: 'Add the host to spec.tls.',
    reference: `${ingressDocs}#tls`,
  },
  ['Ingress'],
  function* (entry) {
    if (at(entry.object.metadata.annotations, 'alb.ingress.kubernetes.io/certificate-arn') !== undefined) return;
    const spec = at(entry.object, 'spec');
    const covered = list(at(spec, 'tls')).flatMap((item) => list(at(item, 'hosts')).map(text));
    for (const [index, rule] of list(at(spec, 'rules')).entries()) {
      const host = text(at(rule, 'host'));
      if (covered.includes(host) || covered.includes(host.replace(/^[^.]+/, '*'))) continue;
      yield {
        path: `spec.rules[${index}].host`,
        found: show(host || undefined),
        expected: 'a host that spec.tls names',
      };
    }
  },
);

const host = objectRule(
  {
    id: 'ingress/host',
    title: 'Every way in names its host.',
    why: 'A route without a host takes the requests of every other one, and of scanners that know only the address.',
    repair: 'Name the host.',
    reference: ingressDocs,
  },
  ['Ingress', ...routeKinds],
  function* (entry) {
    const spec = at(entry.object, 'spec');
    if (entry.type !== 'Ingress') {
      // A route that only redirects leads nowhere and may take every host.
      if (list(at(spec, 'hostnames')).length === 0 && backendsOf(entry).length > 0)
        yield { path: 'spec.hostnames', found: 'nothing', expected: 'a host' };
      return;
    }
    if (at(spec, 'defaultBackend') !== undefined) {
      yield { path: 'spec.defaultBackend', found: 'a backend for every host', expected: 'rules with hosts alone' };
    }
    for (const [index, rule] of list(at(spec, 'rules')).entries()) {
      if (text(at(rule, 'host')) === '')
        yield { path: `spec.rules[${index}].host`, found: 'nothing', expected: 'a host' };
    }
  },
);

const ingressClass = objectRule(
  {
    id: 'ingress/class',
    title: 'Every Ingress names its class.',
    why: 'Without a class every controller of the cluster takes it, or none.',
    repair: 'Set spec.ingressClassName.',
    reference: `${ingressDocs}#ingress-class`,
  },
  ['Ingress'],
  function* (entry) {
    const value = at(entry.object, 'spec', 'ingressClassName');
    if (text(value) === '')
      yield { path: 'spec.ingressClassName', found: show(value), expected: 'the name of an IngressClass' };
  },
);

const retiredPrefix = 'nginx.ingress.kubernetes.io/';

const keptUp = objectRule(
  {
    id: 'ingress/controller-is-maintained',
    title: 'No Ingress depends on the retired ingress-nginx.',
    why: 'It gets no more updates since March 2026, and its snippets let whoever writes an Ingress run commands in it.',
    repair: 'Say it with the Gateway API, or with annotations of the controller that runs.',
    reference: 'https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/',
  },
  ['Ingress'],
  function* (entry) {
    for (const [key] of strings(entry.object.metadata.annotations)) {
      if (!key.startsWith(retiredPrefix)) continue;
      yield { path: field('metadata.annotations', key), found: key, expected: 'no annotation of ingress-nginx' };
    }
  },
);

const noClash = environmentRule(
  {
    id: 'ingress/no-clash',
    title: 'No two routes take the same requests.',
    why: 'The controller takes the older one, so the other is dead until that day on which the older is made anew.',
    repair: 'Give one of them another host or path.',
    reference: ingressDocs,
  },
  function* (environment) {
    const owners = new Map<string, Entry>();
    for (const entry of [...environment.ofKind('Ingress'), ...routeKinds.flatMap((kind) => environment.ofKind(kind))]) {
      for (const way of waysOf(entry)) {
        const owner = owners.get(way.key);
        if (owner === undefined) owners.set(way.key, entry);
        else yield { entry, path: way.path, found: way.shown, expected: `a way in that ${owner.id} does not have` };
      }
    }
  },
);

const backendPort = objectRule(
  {
    id: 'ingress/backend-port',
    title: 'Every route leads to a port that its Service has.',
    why: 'The controller answers such requests with 503, and nothing else complains.',
    repair: "Name one of the Service's ports.",
    reference: ingressDocs,
  },
  ['Ingress', ...routeKinds],
  function* (entry, environment) {
    for (const backend of backendsOf(entry)) {
      const service = environment.find('Service', backend.namespace, backend.service);
      if (service === undefined) continue;
      const ports = list(at(service.object, 'spec', 'ports'));
      if (ports.some((port) => at(port, 'port') === backend.port || at(port, 'name') === backend.port)) continue;
      const known = ports.map((port) => show(at(port, 'port'))).join(', ');
      yield { path: backend.path, found: show(backend.port), expected: `a port of ${service.id}: ${known}` };
    }
  },
);

/** The ways into the cluster. */
export const ingress: readonly Invariant[] = [tls, host, ingressClass, keptUp, noClash, backendPort];
