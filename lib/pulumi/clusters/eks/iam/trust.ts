import type { Identity } from '../../../../model/aws/infrastructure.ts';
import { type PolicyDocument, policyOf } from './policy.ts';

/** A service of AWS takes the role, for this account alone: nobody else can have it act on their behalf. */
export function serviceTrust(service: string, account: string): PolicyDocument {
  return policyOf({
    Sid: 'Service',
    Effect: 'Allow',
    Action: ['sts:AssumeRole'],
    Principal: { Service: service },
    Condition: { StringEquals: { 'aws:SourceAccount': account } },
  });
}

/** Machines take the role; EC2 sets no source account. */
export const machineTrust: PolicyDocument = policyOf({
  Sid: 'Machines',
  Effect: 'Allow',
  Action: ['sts:AssumeRole'],
  Principal: { Service: 'ec2.amazonaws.com' },
});

/**
 * Pods of an identity's service accounts take the role: by EKS Pod Identity, which needs nothing in a manifest, and by the cluster's OIDC provider
 * (IRSA) for programs that know no other way.
 * @param provider the OIDC provider's ARN and issuer, without `https://`
 */
export function podTrust(
  { namespace, serviceAccounts }: Identity,
  cluster: string,
  account: string,
  provider: { readonly arn: string; readonly issuer: string },
): PolicyDocument {
  return policyOf(
    {
      Sid: 'PodIdentity',
      Effect: 'Allow',
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Condition: {
        StringEquals: {
          'aws:SourceAccount': account,
          'aws:RequestTag/eks-cluster-name': cluster,
          'aws:RequestTag/kubernetes-namespace': namespace,
          'aws:RequestTag/kubernetes-service-account': serviceAccounts,
        },
      },
    },
    {
      Sid: 'ServiceAccountToken',
      Effect: 'Allow',
      Action: ['sts:AssumeRoleWithWebIdentity'],
      Principal: { Federated: provider.arn },
      Condition: {
        StringEquals: {
          [`${provider.issuer}:aud`]: 'sts.amazonaws.com',
          [`${provider.issuer}:sub`]: serviceAccounts.map((name) => `system:serviceaccount:${namespace}:${name}`),
        },
      },
    },
  );
}
