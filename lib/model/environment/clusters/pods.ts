import type { PodsReference } from '../cluster.ts';

/** CoreDNS, where every distribution puts it. */
export const kubeDns: PodsReference = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
/** The metrics adapter, where EKS gets it from us. */
export const metricsAdapter: PodsReference = {
  namespace: 'kube-system',
  labels: { 'app.kubernetes.io/name': 'prometheus-adapter' },
};
/** Prometheus of our own observability stack. */
export const prometheus: PodsReference = {
  namespace: 'observability',
  labels: { 'app.kubernetes.io/name': 'prometheus' },
};
