import type { PolicyContext } from './context.ts';
import { type PolicyDocument, policyOf } from './policy.ts';

/** Loki and Tempo keep logs and traces in a bucket of their own. */
export function observabilityPolicy({ bucketArns, keyArn }: PolicyContext): PolicyDocument {
  const bucket = bucketArns.observability ?? '';
  return policyOf(
    { Sid: 'ListOwnBucket', Effect: 'Allow', Action: ['s3:ListBucket', 's3:GetBucketLocation'], Resource: [bucket] },
    {
      Sid: 'KeepOwnObjects',
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
      Resource: [`${bucket}/*`],
    },
    { Sid: 'UseKeyOfBucket', Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: [keyArn] },
  );
}

/** Whoever asks a bucket does so by TLS. */
export function tlsOnly(bucketArn: string): PolicyDocument {
  return policyOf({
    Sid: 'RefusePlainText',
    Effect: 'Deny',
    Principal: '*',
    Action: ['s3:*'],
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });
}
