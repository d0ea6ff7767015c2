import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { type ClusterRequest, type Member, unitOf } from '../request.ts';
import { addonFiles } from './addons.ts';
import { configOf } from './config.ts';
import { hardeningFiles } from './hardening.ts';
import { unitFile } from './unit.ts';

/** A file that a host must have. */
export interface WantedFile {
  readonly path: string;
  readonly content: string;
  /** Octal, as `stat` prints it: `600`. */
  readonly mode: string;
}

/** A bucket's key pair, read from a file of this machine. */
export interface BucketKeys {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Every file of a host but those that only a join needs. */
export function wantedFiles(request: ClusterRequest, member: Member, bucket?: BucketKeys): readonly WantedFile[] {
  const { hosts, environment } = request;
  const secret = (path: string, content: string): WantedFile => ({ path, content, mode: '600' });
  const common = [
    secret('/etc/rancher/k3s/config.yaml', configOf(request, member)),
    secret('/etc/rancher/unifyops/cluster', `${environment}\n`),
    ...(hosts.registries ? [secret('/etc/rancher/k3s/registries.yaml', registries(hosts.registries))] : []),
    { path: `/etc/systemd/system/${unitOf(member.role)}.service`, content: unitFile(member.role), mode: '644' },
  ];
  if (member.role === 'agent') return common;
  const more = { ...hardeningFiles, ...addonFiles(hosts) };
  return [
    ...common,
    ...Object.entries(more).map(([path, content]) => secret(path, content)),
    ...(hosts.snapshots?.s3 && bucket ? [secret(bucketPath, bucketConfig(hosts.snapshots.s3, bucket))] : []),
  ];
}

/** Paths that hosts may have from us, whether they are wanted now or not. */
export function managedPaths(): readonly string[] {
  const addons = ['gateway', 'longhorn', 'metallb', 'cert-manager'];
  return [
    '/etc/rancher/k3s/config.yaml',
    '/etc/rancher/k3s/registries.yaml',
    '/etc/rancher/unifyops/cluster',
    '/etc/systemd/system/k3s.service',
    '/etc/systemd/system/k3s-agent.service',
    bucketPath,
    ...Object.keys(hardeningFiles),
    ...addons.map((name) => `/var/lib/rancher/k3s/server/manifests/unifyops-${name}.yaml`),
  ];
}

/** SHA-256 of a file's content, in hexadecimal. */
export function sumOf({ content }: WantedFile): string {
  return createHash('sha256').update(content).digest('hex');
}

const bucketPath = '/etc/rancher/k3s/config.yaml.d/s3.yaml';

function bucketConfig(
  { endpoint, bucket, region, folder }: NonNullable<NonNullable<ClusterRequest['hosts']['snapshots']>['s3']>,
  { accessKey, secretKey }: BucketKeys,
): string {
  return stringify({
    'etcd-s3': true,
    'etcd-s3-endpoint': endpoint,
    'etcd-s3-bucket': bucket,
    'etcd-s3-region': region,
    ...(folder === undefined ? {} : { 'etcd-s3-folder': folder }),
    'etcd-s3-access-key': accessKey,
    'etcd-s3-secret-key': secretKey,
  });
}

function registries(mirrors: NonNullable<ClusterRequest['hosts']['registries']>): string {
  const entries = Object.entries(mirrors).map(([name, { endpoints }]) => [name, { endpoint: endpoints }]);
  return stringify({ mirrors: Object.fromEntries(entries) });
}
