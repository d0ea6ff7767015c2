import { describe, expect, test } from '@jest/globals';
import { broken, type Loose, messages, withObjects } from '../good-tree.ts';

const monitor = (kind: string, selector: Loose, endpoints: Loose, namespaceSelector?: Loose) => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind,
  metadata: { name: 'm', namespace: 'uo-prod' },
  spec: { selector, namespaceSelector, [kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints']: endpoints },
});
const api = { matchLabels: { 'app.kubernetes.io/name': 'shop-cart-api' } };
const nothing = { matchLabels: { app: 'x' } };

describe.each([
  ['ServiceMonitor', 'endpoints', 'a Service'],
  ['PodMonitor', 'podMetricsEndpoints', 'pods'],
])('a %s', (kind, key, what) => {
  test('that finds nothing is a fault', () => {
    expect(messages('observability/monitor-selects', withObjects(monitor(kind, nothing, [])))).toEqual([
      `[${kind}.m.yaml] spec.selector: found {"matchLabels":{"app":"x"}}, expected labels of ${what}. Correct the selector, or remove the monitor.`,
    ]);
    expect(messages('observability/monitor-port', withObjects(monitor(kind, nothing, [{ port: 'metrics' }])))).toEqual(
      [],
    );
  });

  test('of a port that nothing has is a fault', () => {
    const tree = withObjects(monitor(kind, api, [{ port: 'http' }, { port: 'metrics' }, { targetPort: 9 }]));
    expect(messages('observability/monitor-port', tree)).toEqual([
      `[${kind}.m.yaml] spec.${key}[1].port: found "metrics", expected one of http. Name one of the ports.`,
    ]);
    expect(messages('observability/monitor-selects', tree)).toEqual([]);
  });

  test('looks into the namespaces that it names', () => {
    const of = (namespaceSelector: Loose) =>
      messages('observability/monitor-selects', withObjects(monitor(kind, api, [], namespaceSelector)));
    expect(of({ matchNames: ['other'] })).toHaveLength(1);
    expect(of({ matchNames: ['uo-prod'] })).toEqual([]);
    expect(of({ any: true })).toEqual([]);
  });
});

describe('pods that are scraped by their annotations', () => {
  const scraped = (annotations: Loose) =>
    messages(
      'observability/scrape-port',
      broken('Deployment/shop-cart-api', (object) => {
        object.spec.template.metadata.annotations = annotations;
      }),
    );

  test('name a port that they have', () => {
    expect(scraped({ 'prometheus.io/port': '8003', 'prometheus.io/scrape': 'true' })).toEqual([
      '[Deployment.shop-cart-api.yaml] spec.template.metadata.annotations["prometheus.io/port"]: found "8003", expected one of "8080". Write the number of the container\'s port, in quotes.',
    ]);
    expect(scraped({ 'prometheus.io/port': '8080', 'prometheus.io/scrape': 'true' })).toEqual([]);
  });

  test('may name any while they are not scraped', () => {
    expect(scraped({ 'prometheus.io/port': '8003', 'prometheus.io/scrape': 'false' })).toEqual([]);
  });
});
