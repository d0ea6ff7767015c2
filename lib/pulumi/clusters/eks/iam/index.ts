import type { IdentityName } from '../../../../model/aws/infrastructure.ts';
import { autoscalerPolicy } from './autoscaler.ts';
import type { PolicyContext } from './context.ts';
import { externalDnsPolicy } from './external-dns.ts';
import { externalSecretsPolicy } from './external-secrets.ts';
import { loadBalancerPolicy } from './load-balancer.ts';
import type { PolicyDocument } from './policy.ts';
import { prometheusPolicy } from './prometheus.ts';
import { observabilityPolicy } from './storage.ts';

/** What a part of the platform may do: a policy of ours, or one that AWS keeps for a program of its own, by ARN. */
export type Permission = { readonly managed: string } | { readonly own: (context: PolicyContext) => PolicyDocument };

/** What each part of the platform may do. */
export const permissions: Readonly<Record<IdentityName, Permission>> = {
  autoscaler: { own: autoscalerPolicy },
  cni: { managed: 'arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy' },
  'ebs-csi': { managed: 'arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy' },
  'external-dns': { own: externalDnsPolicy },
  'external-secrets': { own: externalSecretsPolicy },
  'load-balancer': { own: loadBalancerPolicy },
  observability: { own: observabilityPolicy },
  prometheus: { own: prometheusPolicy },
};
