import { apiServerCall, type PartContext, type PartProps } from '../part-props.ts';
import { otlpPort } from '../peers.ts';

/** Ships logs. It reads them from the Kubernetes API: their files on the nodes would need a privileged pod on each. */
export function alloy(context: PartContext): PartProps {
  const { environment, settings } = context;
  return {
    name: 'alloy',
    runs: 'Deployment',
    component: 'logs',
    user: 473,
    args: [
      'run',
      '/etc/alloy/config.alloy',
      '--server.http.listen-addr=0.0.0.0:12345',
      '--storage.path=/var/lib/alloy',
    ],
    ports: { http: 12_345 },
    metrics: 'http',
    health: { port: 'http', live: '/-/healthy', ready: '/-/ready' },
    resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
    scratch: ['/tmp', '/var/lib/alloy'],
    rights: [environment.namespace, settings.namespace].map((namespace) => ({
      namespace,
      rules: [
        { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] },
        { apiGroups: [''], resources: ['pods/log'], verbs: ['get', 'list', 'watch'] },
      ],
    })),
    calls: [
      apiServerCall(context, 'it reads the logs of pods'),
      { to: 'loki', port: 3100, why: 'logs are kept there' },
    ],
  };
}

/** Takes traces, metrics and logs over OTLP and hands each on to where it is kept. */
export function collector(): PartProps {
  return {
    name: 'collector',
    runs: 'Deployment',
    component: 'traces',
    user: 10_001,
    args: ['--config=/etc/collector/config.yaml'],
    ports: { otlp: otlpPort, metrics: 8888, pushed: 8889, health: 13_133 },
    metrics: 'metrics',
    health: { port: 'health', live: '/', ready: '/' },
    resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
    scratch: ['/tmp'],
    calls: [
      { to: 'tempo', port: 4317, why: 'traces are kept there' },
      { to: 'loki', port: 3100, why: 'logs are kept there' },
    ],
  };
}
