import type { Key } from '@pulumi/aws/kms/key.js';
import { Bucket } from '@pulumi/aws/s3/bucket.js';
import { BucketLifecycleConfiguration } from '@pulumi/aws/s3/bucketLifecycleConfiguration.js';
import { BucketOwnershipControls } from '@pulumi/aws/s3/bucketOwnershipControls.js';
import { BucketPolicy } from '@pulumi/aws/s3/bucketPolicy.js';
import { BucketPublicAccessBlock } from '@pulumi/aws/s3/bucketPublicAccessBlock.js';
import { BucketServerSideEncryptionConfiguration } from '@pulumi/aws/s3/bucketServerSideEncryptionConfiguration.js';
import { BucketVersioning } from '@pulumi/aws/s3/bucketVersioning.js';
import type { Output, Resource } from '@pulumi/pulumi';
import type { BucketPlan } from '../../../model/aws/infrastructure.ts';
import { AwsComponent, type AwsContext } from './component.ts';
import { policyText } from './iam/policy.ts';
import { tlsOnly } from './iam/storage.ts';

/** Days that a version which was overwritten or deleted can be brought back. */
const undoDays = 30;

/** Private, versioned, encrypted buckets, a purpose each. */
export class Buckets extends AwsComponent {
  /** ARNs by purpose. */
  readonly arns: Readonly<Record<string, Output<string>>>;
  /** Names by purpose. */
  readonly names: Readonly<Record<string, Output<string>>>;

  constructor(context: AwsContext, key: Key, parent: Resource) {
    super('Buckets', `${context.infrastructure.settings.name}-buckets`, context, { parent });
    const made = context.infrastructure.buckets.map((plan) => [plan.purpose, this.bucket(context, plan, key)] as const);
    this.arns = Object.fromEntries(made.map(([purpose, { arn }]) => [purpose, arn]));
    this.names = Object.fromEntries(made.map(([purpose, { id }]) => [purpose, id]));
    this.registerOutputs({});
  }

  private bucket(
    { infrastructure, account, protect }: AwsContext,
    { purpose, expireDays }: BucketPlan,
    key: Key,
  ): Bucket {
    const { settings, tags } = infrastructure;
    const name = `${this.prefix}-${purpose}`;
    // names are everybody's: the account's id makes it ours
    const inputs = { bucket: `${name}-${account}`, forceDestroy: settings.disposable, tags };
    const bucket = new Bucket(name, inputs, { parent: this, protect });
    const at = { bucket: bucket.id };
    new BucketOwnershipControls(name, { ...at, rule: { objectOwnership: 'BucketOwnerEnforced' } }, this.child);
    new BucketVersioning(name, { ...at, versioningConfiguration: { status: 'Enabled' } }, this.child);
    const encryption = { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.arn };
    const rules = [{ applyServerSideEncryptionByDefault: encryption, bucketKeyEnabled: true }];
    new BucketServerSideEncryptionConfiguration(name, { ...at, rules }, this.child);
    const closed = {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    };
    const block = new BucketPublicAccessBlock(name, { ...at, ...closed }, this.child);
    const policy = bucket.arn.apply((arn) => policyText(tlsOnly(arn)));
    new BucketPolicy(name, { ...at, policy }, { parent: this, dependsOn: [block] });
    const old = {
      id: 'old-versions',
      status: 'Enabled',
      filter: {},
      noncurrentVersionExpiration: { noncurrentDays: undoDays },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    };
    const expired = { id: 'expired', status: 'Enabled', filter: {}, expiration: { days: expireDays ?? 0 } };
    const lifecycle = expireDays === undefined ? [old] : [old, expired];
    new BucketLifecycleConfiguration(name, { ...at, rules: lifecycle }, this.child);
    return bucket;
  }
}
