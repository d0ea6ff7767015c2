import type { Rights } from '../part.ts';
import { apiServerCall, type Call, type PartContext, type PartProps } from '../part-props.ts';
import { prometheusPort } from '../peers.ts';
import { hasCertManager } from '../settings.ts';

/** Port on which kubelets serve their own metrics and those of their containers. */
const kubeletPort = 10_250;

/** Scrapes everything, keeps it for a while, and evaluates the rules. */
export function prometheus(context: PartContext): PartProps {
  const { environment, settings } = context;
  const { retention, remoteWrite } = settings;
  return {
    name: 'prometheus',
    runs: 'StatefulSet',
    component: 'metrics',
    user: 65_534,
    args: [
      '--config.file=/etc/prometheus/prometheus.yaml',
      '--storage.tsdb.path=/prometheus',
      `--storage.tsdb.retention.time=${retention.days}d`,
      `--storage.tsdb.retention.size=${Math.floor(retention.sizeGi * 0.9 * 1024)}MB`,
    ],
    ports: { http: prometheusPort },
    metrics: 'http',
    health: { port: 'http', live: '/-/healthy', ready: '/-/ready' },
    resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { cpu: '2', memory: '3Gi' } },
    scratch: ['/tmp'],
    volume: { path: '/prometheus', sizeGi: retention.sizeGi },
    rights: discoveryRights(context),
    roleArn: remoteWrite?.roleArn,
    calls: [
      { to: 'alertmanager', port: 9093, why: 'alerts are handed on' },
      { to: 'collector', port: 8889, why: 'it scrapes what was pushed to the collector' },
      apiServerCall(context, 'it finds its targets'),
      kubelets(settings.nodeCidrs),
      {
        to: {
          kind: 'platform',
          id: 'argocd',
          namespace: 'argocd',
          selector: { 'app.kubernetes.io/name': 'argocd-application-controller' },
        },
        port: 8082,
        why: 'it scrapes the state of delivery',
      },
      ...(hasCertManager(environment) ? [certManager] : []),
      ...(remoteWrite ? [amazon(remoteWrite.cidrs)] : []),
    ],
  };
}

const certManager: Call = {
  to: {
    kind: 'platform',
    id: 'cert-manager',
    namespace: 'cert-manager',
    selector: { 'app.kubernetes.io/component': 'controller', 'app.kubernetes.io/name': 'cert-manager' },
  },
  port: 9402,
  why: 'it scrapes the age of certificates',
};

const amazon = (cidrs: readonly string[]): Call => ({
  to: { kind: 'addresses', id: 'Amazon Managed Prometheus', cidrs, except: [] },
  port: 443,
  why: 'metrics are kept there too',
});

const kubelets = (cidrs: readonly string[]): Call => ({
  to: { kind: 'addresses', id: 'kubelets', cidrs, except: [] },
  port: kubeletPort,
  why: 'it scrapes containers and volumes',
});

/** Pods of its own environment and no others, and of the cluster the nodes and their metrics alone: no Secret, no exec by nodes/proxy. */
function discoveryRights({ environment, settings }: PartContext): readonly Rights[] {
  const verbs = ['get', 'list', 'watch'];
  const pods = { apiGroups: [''], resources: ['pods'], verbs };
  return [
    ...[environment.namespace, settings.namespace, settings.nodesNamespace].map((namespace) => ({
      namespace,
      rules: [pods],
    })),
    {
      namespace: undefined,
      rules: [
        { apiGroups: [''], resources: ['nodes'], verbs },
        { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] },
      ],
    },
  ];
}
