import { type PolicyDocument, policyOf } from './policy.ts';

/** Flow logs write to their own group. */
export function flowLogPolicy(logGroupArn: string): PolicyDocument {
  return policyOf({
    Sid: 'WriteOwnLogs',
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
    Resource: [logGroupArn, `${logGroupArn}:*`],
  });
}
