import type { ObservabilitySettings } from '../../model/observability/settings.ts';

/** Hours that logs are kept. */
const logHours = 31 * 24;
/** Hours that traces are kept. */
const traceHours = 7 * 24;

/** Loki in one process, on its volume or in a bucket. */
export function lokiConfig({ objectStorage }: ObservabilitySettings): object {
  const store = objectStorage ? 's3' : 'filesystem';
  return {
    auth_enabled: false,
    server: { http_listen_port: 3100, grpc_listen_port: 9095, log_level: 'warn' },
    common: {
      path_prefix: '/var/loki',
      replication_factor: 1,
      ring: { instance_addr: '127.0.0.1', kvstore: { store: 'inmemory' } },
      storage: objectStorage
        ? { s3: { region: objectStorage.region, bucketnames: objectStorage.bucket } }
        : { filesystem: { chunks_directory: '/var/loki/chunks', rules_directory: '/var/loki/rules' } },
    },
    schema_config: {
      configs: [
        {
          from: '2026-01-01',
          store: 'tsdb',
          object_store: store,
          schema: 'v13',
          index: { prefix: 'index_', period: '24h' },
        },
      ],
    },
    compactor: { working_directory: '/var/loki/compactor', retention_enabled: true, delete_request_store: store },
    limits_config: {
      retention_period: `${logHours}h`,
      allow_structured_metadata: true,
      volume_enabled: true,
      ingestion_rate_mb: 8,
      max_label_names_per_series: 12,
      // logs over OTLP are found by the labels that Alloy gives to all others
      otlp_config: {
        resource_attributes: {
          ignore_defaults: true,
          attributes_config: [{ action: 'index_label', attributes: ['environment', 'stack', 'job'] }],
        },
      },
    },
    // its own queriers answer it, in the same process
    frontend: { address: '127.0.0.1' },
    analytics: { reporting_enabled: false },
  };
}

/** Tempo in one process, on its volume or in a bucket. */
export function tempoConfig({ objectStorage }: ObservabilitySettings): object {
  return {
    server: { http_listen_port: 3200, log_level: 'warn' },
    distributor: { receivers: { otlp: { protocols: { grpc: { endpoint: '0.0.0.0:4317' } } } } },
    compactor: { compaction: { block_retention: `${traceHours}h` } },
    storage: {
      trace: {
        wal: { path: '/var/tempo/wal' },
        ...(objectStorage
          ? {
              backend: 's3',
              s3: {
                bucket: objectStorage.bucket,
                prefix: 'traces',
                region: objectStorage.region,
                endpoint: `s3.${objectStorage.region}.amazonaws.com`,
              },
            }
          : { backend: 'local', local: { path: '/var/tempo/blocks' } }),
      },
    },
    usage_report: { reporting_enabled: false },
  };
}
