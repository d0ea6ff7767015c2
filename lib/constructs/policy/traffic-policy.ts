import { Construct } from 'constructs';
import type { Peer, Rule } from '../../model/plan/edge.ts';
import type { Pods } from '../../model/plan/plan.ts';
import { wave } from '../../model/plan/waves.ts';
import { portText } from '../../model/values/port.ts';
import { k8s } from '../k8s.ts';
import { metadata } from '../metadata.ts';

/** Both halves of every edge that touches some pods, as one NetworkPolicy: a rule an edge, numeric ports only. */
export class TrafficPolicy extends Construct {
  readonly policy: k8s.KubeNetworkPolicy;

  constructor(scope: Construct, id: string, { name, namespace, labels, selector, ingress, egress }: Pods) {
    super(scope, id);
    this.policy = new k8s.KubeNetworkPolicy(this, 'policy', {
      metadata: metadata(name, labels, wave.support, { 'unifyops.dev/traffic': reasons(ingress, egress) }),
      spec: {
        podSelector: { matchLabels: { ...selector } },
        policyTypes: ['Ingress', 'Egress'],
        // the API server keeps no empty list and would see a change at every apply; the types above deny all the same
        ...(ingress.length > 0 && {
          ingress: ingress.map((rule) => ({ from: peers(rule.peer, namespace), ports: ports(rule) })),
        }),
        ...(egress.length > 0 && {
          egress: egress.map((rule) => ({ to: peers(rule.peer, namespace), ports: ports(rule) })),
        }),
      },
    });
  }
}

/** Why each rule is there, for whoever reads the cluster and not the stack. */
function reasons(ingress: readonly Rule[], egress: readonly Rule[]): string {
  const line = (arrow: string) => (rule: Rule) =>
    `${arrow} ${rule.peer.id} ${rule.ports.map(portText).join(', ')}: ${rule.why}`;
  return [...ingress.map(line('from')), ...egress.map(line('to'))].join('\n');
}

function ports({ ports: numbers }: Rule): k8s.NetworkPolicyPort[] {
  // a named port that resolves nowhere opens every port under kube-router
  return numbers.map(({ port, protocol }) => ({ port: k8s.IntOrString.fromNumber(port), protocol }));
}

/** Pods of another namespace are told by both; without a namespace a selector means the policy's own. */
function peers(peer: Peer, home: string): k8s.NetworkPolicyPeer[] {
  switch (peer.kind) {
    case 'pods':
    case 'platform':
      if (peer.namespace === home) return [{ podSelector: { matchLabels: { ...peer.selector } } }];
      return [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': peer.namespace } },
          podSelector: { matchLabels: { ...peer.selector } },
        },
      ];
    case 'addresses':
      return peer.cidrs.map((cidr) => ({
        ipBlock: peer.except.length === 0 ? { cidr } : { cidr, except: [...peer.except] },
      }));
    default: {
      const never: never = peer;
      return never;
    }
  }
}
