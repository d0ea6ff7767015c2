import { at, type CloudGraph, type CloudResource, list } from '../graph.ts';
import { aws } from '../types.ts';
import { type CloudInvariant, ofEach } from './invariant.ts';
import { keeps, keptTypes, mayReplace } from './kept.ts';

/** What stands beside a bucket and says how it behaves. */
const beside = (graph: CloudGraph, type: string, { id }: CloudResource) =>
  graph.ofType(type).find(({ props }) => props.bucket === id);

/** What is kept: encrypted, private, backed up, and not lost by mistake. */
export const data: readonly CloudInvariant[] = [
  ofEach(
    'data/protected',
    'Pulumi refuses to delete or replace what holds data or carries the environment, unless the settings allow it for this update.',
    'A changed property would quietly become a new, empty database.',
    keptTypes,
    (resource, graph) => keeps(resource) && !mayReplace(graph) && !resource.protect && 'no protection',
  ),
  ofEach(
    'data/databases-encrypted',
    'Databases are encrypted with a key of ours.',
    'It can not be switched on later without making the database anew.',
    aws.database,
    ({ props }) => !(props.storageEncrypted === true && props.kmsKeyId) && 'no encryption',
  ),
  ofEach(
    'data/databases-private',
    'No database has a public address.',
    'A password would be all that stands between the data and everybody.',
    aws.database,
    ({ props }) => props.publiclyAccessible !== false && 'a public address',
  ),
  ofEach(
    'data/databases-want-tls',
    'A database refuses connections without TLS.',
    'Passwords and rows would cross the network in plain text.',
    aws.database,
    ({ props }, graph) => {
      const group = graph.find(aws.parameterGroup, props.parameterGroupName);
      const forced = list(group?.props.parameters).some(
        (one) => at(one, 'name') === 'rds.force_ssl' && at(one, 'value') === '1',
      );
      return !forced && 'no rds.force_ssl';
    },
  ),
  ofEach(
    'data/databases-backed-up',
    'Databases are backed up, for a week at least where the data is worth keeping.',
    'Point-in-time recovery reaches no further back than that.',
    aws.database,
    (database) => {
      const days = Number(database.props.backupRetentionPeriod ?? 0);
      return days < (keeps(database) ? 7 : 1) && `${days} days of backups`;
    },
  ),
  ofEach(
    'data/databases-not-deleted',
    'RDS refuses to delete a database that is worth keeping, and takes a last snapshot when it must.',
    'Whoever has the right to delete would need one click.',
    aws.database,
    (database) => {
      const { deletionProtection, skipFinalSnapshot, finalSnapshotIdentifier } = database.props;
      const kept = deletionProtection === true && skipFinalSnapshot === false && finalSnapshotIdentifier;
      return keeps(database) && !kept && 'no deletion protection or no final snapshot';
    },
  ),
  ofEach(
    'data/databases-grow',
    'The storage of a database grows by itself.',
    'A full disk stops the database, at night.',
    aws.database,
    ({ props }) => !(Number(props.maxAllocatedStorage) > Number(props.allocatedStorage)) && 'storage of a fixed size',
  ),
  ofEach(
    'data/databases-have-secrets',
    'The password of every database is in Secrets Manager.',
    'External Secrets could hand none to the stack.',
    aws.database,
    ({ props }, graph) => {
      const stack = at(props.tags, 'stack');
      return !graph.ofType(aws.secret).some((secret) => at(secret.props.tags, 'stack') === stack) && 'no secret';
    },
  ),
  ofEach(
    'data/buckets-versioned',
    'Buckets keep old versions.',
    'What is overwritten or deleted is gone.',
    aws.bucket,
    (bucket, graph) =>
      at(beside(graph, aws.bucketVersioning, bucket)?.props.versioningConfiguration, 'status') !== 'Enabled' &&
      'no versioning',
  ),
  ofEach(
    'data/buckets-encrypted',
    'Buckets are encrypted with a key of ours.',
    'Whoever may read the bucket needs the key too.',
    aws.bucket,
    (bucket, graph) => {
      const rules = at(beside(graph, aws.bucketEncryption, bucket)?.props, 'rules');
      return at(rules, 'applyServerSideEncryptionByDefault', 'sseAlgorithm') !== 'aws:kms' && 'no key of ours';
    },
  ),
  ofEach(
    'data/buckets-private',
    'Buckets refuse to become public.',
    'One wrong policy, and the backups are everybody’s.',
    aws.bucket,
    (bucket, graph) => {
      const block = beside(graph, aws.bucketPublicAccessBlock, bucket)?.props ?? {};
      const parts = ['blockPublicAcls', 'blockPublicPolicy', 'ignorePublicAcls', 'restrictPublicBuckets'];
      const open = parts.filter((part) => block[part] !== true);
      return open.length > 0 && `no ${open.join(', ')}`;
    },
  ),
  ofEach(
    'data/buckets-want-tls',
    'Buckets refuse requests without TLS.',
    'Backups would cross the network in plain text.',
    aws.bucket,
    (bucket, graph) =>
      !String(beside(graph, aws.bucketPolicy, bucket)?.props.policy).includes('"aws:SecureTransport":"false"') &&
      'no such policy',
  ),
  ofEach(
    'data/buckets-have-one-owner',
    'Objects belong to the owner of the bucket.',
    'Lists of rights on single objects would decide otherwise.',
    aws.bucket,
    (bucket, graph) =>
      at(beside(graph, aws.bucketOwnership, bucket)?.props.rule, 'objectOwnership') !== 'BucketOwnerEnforced' &&
      'rights on single objects',
  ),
  ofEach(
    'data/volumes-encrypted',
    'Volumes of pods are encrypted.',
    'Databases in the cluster live on them.',
    aws.storageClass,
    ({ props }) => at(props.parameters, 'encrypted') !== 'true' && 'volumes in plain text',
  ),
  ofEach(
    'data/logs-encrypted-and-bounded',
    'Logs are encrypted with a key of ours, and go after a time.',
    'AWS keeps them for ever, and charges for ever.',
    aws.logGroup,
    ({ props }) => !(props.kmsKeyId && Number(props.retentionInDays) > 0) && 'no key or no end',
  ),
  ofEach(
    'data/keys-turn-over',
    'Keys turn over every year, and are deleted after a week at the earliest.',
    'Without its key, everything that it encrypted is gone.',
    aws.key,
    ({ props }) =>
      !(props.enableKeyRotation === true && Number(props.deletionWindowInDays) >= 7) &&
      'a key that stays or goes at once',
  ),
  ofEach(
    'data/secrets-come-back',
    'A secret that is worth keeping can be brought back for a week after somebody deletes it.',
    'The password of a database is written down nowhere else.',
    aws.secret,
    (secret) => keeps(secret) && !(Number(secret.props.recoveryWindowInDays) >= 7) && 'no way back',
  ),
];
