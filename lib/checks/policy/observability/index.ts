import type { Invariant } from '../../check.ts';
import { at, field, list, record, scalar, show, text } from '../../json.ts';
import { objectRule, podRule } from '../../rule.ts';
import type { Entry, EnvironmentIndex } from '../../tree/index.ts';
import { matches } from '../../tree/selector.ts';

const monitorDocs = 'https://prometheus-operator.dev/docs/developer/getting-started/';
const endpointFields: Readonly<Record<string, string>> = {
  ServiceMonitor: 'endpoints',
  PodMonitor: 'podMetricsEndpoints',
};
const monitors = Object.keys(endpointFields);

/** The namespaces that a monitor looks into, undefined for all that it may see. */
function namespacesOf(monitor: Entry): readonly string[] | undefined {
  const selector = at(monitor.object, 'spec', 'namespaceSelector');
  if (at(selector, 'any') === true) return undefined;
  const names = list(at(selector, 'matchNames')).map(text);
  return names.length > 0 ? names : [monitor.namespace];
}

/** The port names of whatever a monitor selects, one list for each Service or pod. */
function selectedPorts(monitor: Entry, environment: EnvironmentIndex): readonly (readonly string[])[] {
  const selector = at(monitor.object, 'spec', 'selector');
  const namespaces = namespacesOf(monitor);
  const isInside = (entry: Entry) => namespaces?.includes(entry.namespace) ?? true;
  if (monitor.kind === 'ServiceMonitor') {
    return environment
      .ofKind('Service')
      .filter((entry) => isInside(entry) && matches(selector, record(entry.object.metadata.labels)))
      .map((entry) => portNames(at(entry.object, 'spec', 'ports')));
  }
  return environment.pods
    .filter((pod) => isInside(pod.entry) && matches(selector, pod.labels))
    .map((pod) => pod.containers.flatMap((container) => portNames(container.value.ports)));
}

function portNames(ports: unknown): readonly string[] {
  return list(ports).map((port) => text(at(port, 'name')));
}

const monitorSelects = objectRule(
  {
    id: 'observability/monitor-selects',
    title: 'Every monitor finds something to scrape.',
    why: 'A monitor of nothing is silent: no metric, no alert, no error.',
    repair: 'Correct the selector, or remove the monitor.',
    reference: monitorDocs,
  },
  monitors,
  function* (entry, environment) {
    if (selectedPorts(entry, environment).length > 0) return;
    const what = entry.kind === 'ServiceMonitor' ? 'a Service' : 'pods';
    yield { path: 'spec.selector', found: show(at(entry.object, 'spec', 'selector')), expected: `labels of ${what}` };
  },
);

const monitorPort = objectRule(
  {
    id: 'observability/monitor-port',
    title: 'Every monitor scrapes a port that what it selects has.',
    why: 'Prometheus drops the target without a word where no port has the name.',
    repair: 'Name one of the ports.',
    reference: monitorDocs,
  },
  monitors,
  function* (entry, environment) {
    const selected = selectedPorts(entry, environment);
    if (selected.length === 0) return;
    const key = endpointFields[entry.kind]!;
    for (const [index, endpoint] of list(at(entry.object, 'spec', key)).entries()) {
      const port = at(endpoint, 'port');
      if (port === undefined || selected.some((ports) => ports.includes(text(port)))) continue;
      const known = [...new Set(selected.flat())].filter((name) => name !== '').sort();
      const expected = known.length === 0 ? 'a port with a name' : `one of ${known.join(', ')}`;
      yield { path: `spec.${key}[${index}].port`, found: show(port), expected };
    }
  },
);

const portAnnotation = 'prometheus.io/port';

const scrapePort = podRule(
  {
    id: 'observability/scrape-port',
    title: 'Every pod that is scraped by its annotations names a port that it has.',
    why: 'Prometheus asks a port where nothing listens, and the metrics are gone without an error in the cluster.',
    repair: "Write the number of the container's port, in quotes.",
    reference: 'https://github.com/prometheus/prometheus/blob/main/documentation/examples/prometheus-kubernetes.yml',
  },
  function* (pod) {
    const written = pod.annotations[portAnnotation];
    if (written === undefined || text(pod.annotations['prometheus.io/scrape']) === 'false') return;
    const ports = pod.containers.flatMap((container) =>
      list(container.value.ports).map((port) => at(port, 'containerPort')),
    );
    if (ports.some((port) => scalar(port) === written)) return;
    const path = field(`${pod.at}${pod.at === '' ? '' : '.'}metadata.annotations`, portAnnotation);
    const expected =
      ports.length === 0 ? 'a port of a container' : `one of ${ports.map((port) => `"${scalar(port)}"`).join(', ')}`;
    yield { path, found: show(written), expected };
  },
);

/** Nobody watches what cannot be seen. */
export const observability: readonly Invariant[] = [monitorSelects, monitorPort, scrapePort];
