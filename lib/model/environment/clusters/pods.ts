import type { PodsReference } from '../cluster.ts';

/** CoreDNS, where every distribution puts it. */
export const kubeDns: PodsReference = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
/** Prometheus of our own observability stack. */
export const prometheus: PodsReference = {
  namespace: 'observability',
  labels: { 'app.kubernetes.io/name': 'prometheus' },
};
