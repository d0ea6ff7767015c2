import type { PolicyContext } from './context.ts';
import { type PolicyDocument, policyOf } from './policy.ts';

/** External Secrets reads the secrets of its environment. */
export function externalSecretsPolicy({ region, account, environment }: PolicyContext): PolicyDocument {
  return policyOf({
    Sid: 'ReadOwnSecrets',
    Effect: 'Allow',
    Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
    Resource: [`arn:aws:secretsmanager:${region}:${account}:secret:${environment}/*`],
  });
}
