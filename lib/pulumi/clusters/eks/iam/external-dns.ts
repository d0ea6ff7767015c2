import type { PolicyContext } from './context.ts';
import { type PolicyDocument, policyOf } from './policy.ts';

/** ExternalDNS writes the records of one zone. */
export function externalDnsPolicy({ zoneArn }: PolicyContext): PolicyDocument {
  return policyOf(
    {
      Sid: 'WriteOwnZone',
      Effect: 'Allow',
      Action: ['route53:ChangeResourceRecordSets', 'route53:ListResourceRecordSets', 'route53:ListTagsForResources'],
      Resource: [zoneArn],
    },
    { Sid: 'FindZones', Effect: 'Allow', Action: ['route53:ListHostedZones'], Resource: ['*'] },
  );
}
