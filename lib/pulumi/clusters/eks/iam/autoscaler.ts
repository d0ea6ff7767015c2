import type { PolicyContext } from './context.ts';
import { type PolicyDocument, policyOf } from './policy.ts';

/** The cluster autoscaler sees every group of machines, and changes the size of this cluster's alone. */
export function autoscalerPolicy({ region, account, cluster }: PolicyContext): PolicyDocument {
  return policyOf(
    {
      Sid: 'SeeGroups',
      Effect: 'Allow',
      Action: [
        'autoscaling:DescribeAutoScalingGroups',
        'autoscaling:DescribeAutoScalingInstances',
        'autoscaling:DescribeLaunchConfigurations',
        'autoscaling:DescribeScalingActivities',
        'autoscaling:DescribeTags',
        'ec2:DescribeImages',
        'ec2:DescribeInstanceTypes',
        'ec2:DescribeLaunchTemplateVersions',
        'ec2:GetInstanceTypesFromInstanceRequirements',
      ],
      Resource: ['*'],
    },
    {
      Sid: 'SeeOwnPools',
      Effect: 'Allow',
      Action: ['eks:DescribeNodegroup'],
      Resource: [`arn:aws:eks:${region}:${account}:nodegroup/${cluster}/*`],
    },
    {
      Sid: 'SizeOwnGroups',
      Effect: 'Allow',
      Action: ['autoscaling:SetDesiredCapacity', 'autoscaling:TerminateInstanceInAutoScalingGroup'],
      Resource: [`arn:aws:autoscaling:${region}:${account}:autoScalingGroup:*:autoScalingGroupName/eks-*`],
      Condition: { StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${cluster}`]: 'owned' } },
    },
  );
}
