import { type PolicyDocument, policyOf } from './policy.ts';

/** The account decides by its own policies who uses the key; CloudWatch uses it for the groups of this account. */
export function keyPolicy(account: string, region: string): PolicyDocument {
  return policyOf(
    {
      Sid: 'AccountDecides',
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: ['kms:*'],
      Resource: ['*'], // a key's policy is about that key alone
    },
    {
      Sid: 'LogsUseIt',
      Effect: 'Allow',
      Principal: { Service: `logs.${region}.amazonaws.com` },
      Action: [
        'kms:Encrypt',
        'kms:Decrypt',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
        'kms:GenerateDataKey',
        'kms:DescribeKey',
      ],
      Resource: ['*'],
      Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${region}:${account}:*` } },
    },
  );
}
