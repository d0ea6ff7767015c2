import type { PolicyContext } from './context.ts';
import { type PolicyDocument, policyOf } from './policy.ts';

const clusterTag = 'elbv2.k8s.aws/cluster';

/**
 * The AWS Load Balancer Controller makes load balancers and changes those of its cluster alone, which it knows by their tag. The groups
 * that let packets in are the network's: it is given one by name, and may neither make nor change any.
 */
export function loadBalancerPolicy({ region, account, cluster }: PolicyContext): PolicyDocument {
  const arn = (kind: string) => `arn:aws:elasticloadbalancing:${region}:${account}:${kind}`;
  const balancers = arn('loadbalancer/app/*');
  const targets = arn('targetgroup/*');
  const listeners = [arn('listener/app/*'), arn('listener-rule/app/*')];
  const ours = { StringEquals: { [`aws:ResourceTag/${clusterTag}`]: cluster } };
  const asOurs = { StringEquals: { [`aws:RequestTag/${clusterTag}`]: cluster } };
  return policyOf(
    {
      Sid: 'SeeWhatIsThere',
      Effect: 'Allow',
      Action: [
        'acm:DescribeCertificate',
        'acm:ListCertificates',
        'ec2:DescribeAvailabilityZones',
        'ec2:DescribeInstances',
        'ec2:DescribeInternetGateways',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeRouteTables',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSubnets',
        'ec2:DescribeVpcs',
        'elasticloadbalancing:DescribeListenerAttributes',
        'elasticloadbalancing:DescribeListenerCertificates',
        'elasticloadbalancing:DescribeListeners',
        'elasticloadbalancing:DescribeLoadBalancerAttributes',
        'elasticloadbalancing:DescribeLoadBalancers',
        'elasticloadbalancing:DescribeRules',
        'elasticloadbalancing:DescribeSSLPolicies',
        'elasticloadbalancing:DescribeTags',
        'elasticloadbalancing:DescribeTargetGroupAttributes',
        'elasticloadbalancing:DescribeTargetGroups',
        'elasticloadbalancing:DescribeTargetHealth',
        'wafv2:GetWebACL',
        'wafv2:GetWebACLForResource',
        'wafv2:ListWebACLs',
      ],
      Resource: ['*'],
    },
    {
      Sid: 'MakeOurs',
      Effect: 'Allow',
      Action: ['elasticloadbalancing:CreateLoadBalancer', 'elasticloadbalancing:CreateTargetGroup'],
      Resource: [balancers, targets],
      Condition: asOurs,
    },
    {
      Sid: 'TagWhileMaking',
      Effect: 'Allow',
      Action: ['elasticloadbalancing:AddTags'],
      Resource: [balancers, targets, ...listeners],
      Condition: {
        StringEquals: {
          ...asOurs.StringEquals,
          'elasticloadbalancing:CreateAction': [
            'CreateLoadBalancer',
            'CreateTargetGroup',
            'CreateListener',
            'CreateRule',
          ],
        },
      },
    },
    {
      Sid: 'ChangeOurs',
      Effect: 'Allow',
      Action: [
        'elasticloadbalancing:AddTags',
        'elasticloadbalancing:CreateListener',
        'elasticloadbalancing:DeleteLoadBalancer',
        'elasticloadbalancing:DeleteTargetGroup',
        'elasticloadbalancing:DeregisterTargets',
        'elasticloadbalancing:ModifyLoadBalancerAttributes',
        'elasticloadbalancing:ModifyTargetGroup',
        'elasticloadbalancing:ModifyTargetGroupAttributes',
        'elasticloadbalancing:RegisterTargets',
        'elasticloadbalancing:RemoveTags',
        'elasticloadbalancing:SetSecurityGroups',
        'elasticloadbalancing:SetSubnets',
        'elasticloadbalancing:SetWebAcl',
      ],
      Resource: [balancers, targets],
      Condition: ours,
    },
    {
      Sid: 'ChangeListeners',
      Effect: 'Allow',
      Action: [
        'elasticloadbalancing:AddListenerCertificates',
        'elasticloadbalancing:AddTags',
        'elasticloadbalancing:CreateRule',
        'elasticloadbalancing:DeleteListener',
        'elasticloadbalancing:DeleteRule',
        'elasticloadbalancing:ModifyListener',
        'elasticloadbalancing:ModifyListenerAttributes',
        'elasticloadbalancing:ModifyRule',
        'elasticloadbalancing:RemoveListenerCertificates',
        'elasticloadbalancing:SetRulePriorities',
        'elasticloadbalancing:RemoveTags',
      ],
      Resource: listeners,
      Condition: ours,
    },
    {
      Sid: 'PutBehindFirewall',
      Effect: 'Allow',
      Action: ['wafv2:AssociateWebACL', 'wafv2:DisassociateWebACL'],
      Resource: [balancers, `arn:aws:wafv2:${region}:${account}:regional/webacl/${cluster}-edge/*`],
    },
  );
}
