import { everyPublicAddress } from '../../plan/internet.ts';
import type { PartContext, PartProps } from '../part-props.ts';

/** Groups alerts, holds back what follows from another, and tells Slack. */
export function alertmanager({ environment, settings }: PartContext): PartProps {
  return {
    name: 'alertmanager',
    runs: 'StatefulSet',
    component: 'alerts',
    user: 65_534,
    args: [
      '--config.file=/etc/alertmanager/alertmanager.yaml',
      '--storage.path=/alertmanager',
      '--cluster.listen-address=', // one pod: nobody to gossip with
    ],
    ports: { http: 9093 },
    metrics: 'http',
    health: { port: 'http', live: '/-/healthy', ready: '/-/ready' },
    resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { cpu: '200m', memory: '128Mi' } },
    scratch: ['/tmp'],
    volume: { path: '/alertmanager', sizeGi: 1 },
    secretFiles: [{ folder: '/etc/slack', secret: settings.slack.secret, key: 'url' }],
    calls: [
      {
        to: everyPublicAddress('hooks.slack.com', environment.cluster.capabilities.clusterCidrs),
        port: 443,
        why: 'Slack is told, and publishes no address ranges',
      },
    ],
  };
}
