import { readFileSync } from 'node:fs';
import type { Fault, K3sHostsProps } from '../model/index.ts';
import { homePath } from '../ssh/index.ts';
import type { BucketKeys } from './files/files.ts';

type S3 = NonNullable<NonNullable<K3sHostsProps['snapshots']>['s3']>;

/** Reads the key pair of the bucket that snapshots are copied to; nothing to read if there is no bucket. */
export function readBucketKeys(owner: string, s3: S3 | undefined): { keys?: BucketKeys; faults: readonly Fault[] } {
  if (s3 === undefined) return { faults: [] };
  const fault = (found: string): { faults: readonly Fault[] } => ({
    faults: [
      {
        owner,
        path: 'cluster.snapshots.s3.credentialsFile',
        found,
        expected: 'a readable file with two lines: access key, secret key',
        repair: 'Correct the path, or write the file.',
      },
    ],
  });
  try {
    const [accessKey = '', secretKey = ''] = readFileSync(homePath(s3.credentialsFile), 'utf8').trim().split(/\r?\n/);
    return accessKey && secretKey
      ? { keys: { accessKey, secretKey }, faults: [] }
      : fault(`${s3.credentialsFile} without both`);
  } catch (error) {
    return fault(`${s3.credentialsFile}, which can't be read (${(error as NodeJS.ErrnoException).code})`);
  }
}
