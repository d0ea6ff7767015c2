import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { planOf } from '../../lib/k3s/cluster.ts';
import { planCluster } from '../../lib/k3s/plan/plan.ts';
import { stepsOf } from '../../lib/k3s/plan/step.ts';
import { readBucketKeys } from '../../lib/k3s/read-bucket-keys.ts';
import { readFolder } from '../../lib/k3s/read-folder.ts';
import { FaultsError, faultMessage } from '../../lib/model/index.ts';
import { emptyHosts, request } from './hosts.ts';

const folder = mkdtempSync(join(tmpdir(), 'unifyops-k3s-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sum = (text: string) => createHash('sha256').update(text).digest('hex');
const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const airGapped = (path: string) => request(['s1'], [], { source: { kind: 'folder', path } });
const faultsOf = (path: string) => readFolder('environment dev', airGapped(path).hosts).faults.map(faultMessage);

describe('a folder for hosts without internet', () => {
  test('that is empty is a fault', () => {
    expect(faultsOf(folder)).toEqual([expect.stringContaining('expected a folder with a release')]);
  });

  test('with a program that its list does not fit is a fault', () => {
    write('k3s', 'program');
    write('sha256sum-amd64.txt', `${sum('another')}  k3s\n`);
    expect(faultsOf(folder)).toEqual([
      expect.stringContaining(`k3s with the checksum ${sum('program')}, expected ${sum('another')}`),
    ]);
  });

  test('is sent to hosts, program and images, and nothing is downloaded', () => {
    write('sha256sum-amd64.txt', `${sum('program')}  k3s\n`);
    write('k3s-airgap-images-amd64.tar.zst', 'images');
    const wanted = airGapped(folder);
    const { releases, faults } = readFolder('environment dev', wanted.hosts);
    expect(faults).toEqual([]);
    const steps = stepsOf(
      planCluster({
        request: wanted,
        facts: emptyHosts(wanted),
        folders: releases,
        bucket: undefined,
        now: new Date(),
      }),
    );
    const sent = steps.filter(({ input }) => input !== undefined);
    expect(sent.map(({ name, input }) => [name, input?.split('/').at(-1)])).toEqual([
      ['send v1.36.3+k3s1', 'k3s'],
      ['send images', 'k3s-airgap-images-amd64.tar.zst'],
    ]);
    for (const { apply } of sent) expect(apply).not.toContain('/dev/null');
    expect(steps.map(({ name }) => name)).not.toContain('fetch v1.36.3+k3s1');
  });
});

test('keys of a bucket are two lines of a readable file', () => {
  const s3 = (credentialsFile: string) => ({ endpoint: 'e', bucket: 'b', region: 'r', credentialsFile });
  expect(readBucketKeys('environment dev', s3(write('keys', 'access\nsecret\n')))).toEqual({
    keys: { accessKey: 'access', secretKey: 'secret' },
    faults: [],
  });
  expect(readBucketKeys('environment dev', s3(write('half', 'access\n'))).faults).toHaveLength(1);
  expect(readBucketKeys('environment dev', s3('/nowhere')).faults[0]?.found).toBe(
    "/nowhere, which can't be read (ENOENT)",
  );
});

test('what this machine lacks is told all at once, before the first connection', async () => {
  const s3 = { endpoint: 'e', bucket: 'b', region: 'r', credentialsFile: '/nowhere/keys' };
  const change = {
    ssh: { user: 'ops', key: '/nowhere/key', sudoPasswordFile: '/nowhere/password' },
    source: { kind: 'folder', path: '/nowhere' },
    snapshots: { schedule: '0 3 * * *', keep: 7, s3 },
  };
  const error = await planOf(request(['s1', 's2'], [], change), { tell: () => undefined }).catch(
    (caught: unknown) => caught,
  );
  expect((error as FaultsError).faults.map(({ path }) => path)).toEqual([
    'cluster.servers',
    'cluster.ssh.key',
    'cluster.ssh.sudoPasswordFile',
    'cluster.source',
    'cluster.snapshots.s3.credentialsFile',
  ]);
  expect(error).toBeInstanceOf(FaultsError);
});
