import { otlpPort } from '../../model/observability/peers.ts';
import type { ObservabilitySettings } from '../../model/observability/settings.ts';

/** The collector: OTLP in; traces to Tempo, logs to Loki, metrics to where Prometheus scrapes them. */
export function collectorConfig({ namespace }: ObservabilitySettings): object {
  const pipeline = (exporter: string) => ({
    receivers: ['otlp'],
    processors: ['memory_limiter', 'resource', 'batch'],
    exporters: [exporter],
  });
  return {
    receivers: { otlp: { protocols: { http: { endpoint: `0.0.0.0:${otlpPort}` } } } },
    processors: {
      memory_limiter: { check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 20 },
      // what a workload says of itself in OTEL_RESOURCE_ATTRIBUTES, under the names that metrics and logs have
      resource: {
        attributes: [
          { key: 'stack', from_attribute: 'service.namespace', action: 'insert' },
          { key: 'environment', from_attribute: 'deployment.environment.name', action: 'insert' },
        ],
      },
      batch: { send_batch_size: 1024, timeout: '1s' },
    },
    exporters: {
      'otlp_grpc/tempo': { endpoint: `tempo.${namespace}.svc:4317`, tls: { insecure: true } },
      'otlp_http/loki': { endpoint: `http://loki.${namespace}.svc:3100/otlp` },
      // not every attribute becomes a label: each process would be a series of its own
      prometheus: { endpoint: '0.0.0.0:8889', resource_constant_labels: { included: ['environment', 'stack'] } },
    },
    extensions: { health_check: { endpoint: '0.0.0.0:13133' } },
    service: {
      extensions: ['health_check'],
      telemetry: {
        metrics: {
          level: 'normal',
          readers: [{ pull: { exporter: { prometheus: { host: '0.0.0.0', port: 8888 } } } }],
        },
        logs: { level: 'warn' },
      },
      pipelines: {
        traces: pipeline('otlp_grpc/tempo'),
        logs: pipeline('otlp_http/loki'),
        metrics: pipeline('prometheus'),
      },
    },
  };
}
