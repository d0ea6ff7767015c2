import type { PodMetrics } from '../../../model/aws/infrastructure.ts';
import { conventions } from '../../../model/observability/conventions.ts';
import { prometheusPort } from '../../../model/observability/peers.ts';
import { requestRateMetric } from '../../../model/plan/scaling.ts';

/** What the adapter serves: these metrics of pods and no others, so that it asks Prometheus for nothing that nobody reads. */
export function adapterValues({ prometheus, names }: PodMetrics): Readonly<Record<string, unknown>> {
  return {
    prometheus: { url: `http://${prometheus}`, port: prometheusPort },
    rules: { default: false, custom: names.map((name) => (name === requestRateMetric ? requestRate : gauge(name))) },
  };
}

/** Scraping gives every series the labels `namespace` and `pod`. */
const ofPods = {
  overrides: { namespace: { resource: 'namespace' }, pod: { resource: 'pod' } },
};

/** Requests a second, of whichever counter a workload has. */
const requestRate = {
  seriesQuery: `{__name__=~"${counters()}",namespace!="",pod!=""}`,
  resources: ofPods,
  name: { as: requestRateMetric },
  metricsQuery: `sum(rate({__name__=~"${counters()}",<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)`,
};

/** The metric as the pods tell it. */
function gauge(name: string): object {
  return {
    seriesQuery: `${name}{namespace!="",pod!=""}`,
    resources: ofPods,
    metricsQuery: 'sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)',
  };
}

function counters(): string {
  return Object.values(conventions)
    .map(({ count }) => count)
    .join('|');
}
