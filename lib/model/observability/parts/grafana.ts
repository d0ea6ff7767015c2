import type { PartContext, PartProps } from '../part-props.ts';
import { prometheusPort, scraperPeer } from '../peers.ts';

/** Dashboards and data sources from files: nothing that a restart could lose. */
export function grafana({ environment, settings }: PartContext): PartProps {
  return {
    name: 'grafana',
    runs: 'Deployment',
    component: 'dashboards',
    user: 472,
    args: [],
    ports: { http: 3000 },
    metrics: 'http',
    health: { port: 'http', live: '/api/health', ready: '/api/health' },
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
    scratch: ['/tmp', '/var/lib/grafana', '/var/log/grafana'],
    env: [
      { name: 'GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES', value: 'false' },
      { name: 'GF_ANALYTICS_CHECK_FOR_UPDATES', value: 'false' },
      { name: 'GF_ANALYTICS_REPORTING_ENABLED', value: 'false' },
      { name: 'GF_SECURITY_ADMIN_PASSWORD', secret: 'grafana-admin', key: 'password' },
      { name: 'GF_SECURITY_ADMIN_USER', secret: 'grafana-admin', key: 'username' },
      { name: 'GF_SERVER_ROOT_URL', value: `https://${settings.host}/` },
      { name: 'GF_USERS_DEFAULT_THEME', value: 'system' },
    ],
    route: 'http',
    calls: [
      settings.flavour === 'standalone'
        ? { to: 'prometheus', port: prometheusPort, why: 'dashboards show metrics' }
        : { to: scraperPeer(environment), port: prometheusPort, why: 'dashboards show metrics' },
      ...(settings.flavour === 'standalone'
        ? [{ to: 'alertmanager', port: 9093, why: 'dashboards show what fires' }]
        : []),
      { to: 'loki', port: 3100, why: 'dashboards show logs' },
      { to: 'tempo', port: 3200, why: 'dashboards show traces' },
    ],
  };
}
