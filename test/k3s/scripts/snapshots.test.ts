import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { foundStep, freeNameStep, restoreStep, snapshotStep } from '../../../lib/k3s/plan/snapshot-steps.ts';
import { Sandbox } from './sandbox.ts';

const folder = '/var/lib/rancher/k3s/server/db/snapshots';
let sandbox: Sandbox;

/** A server that saved these; its k3s repeats what it is told to go back to. */
function serverWith(...names: readonly string[]): void {
  for (const name of names) sandbox.write(`${folder}/${name}`);
  sandbox.write('/etc/rancher/k3s/config.yaml.d/join.yaml');
  sandbox.write('/etc/rancher/unifyops/cluster');
  sandbox.program('systemctl', 'true');
  sandbox.program('/usr/local/bin/k3s', 'echo "$@"; exit 1');
}

const restored = (name: string) =>
  /restore-path=\S*\/(\S+)/.exec(sandbox.run(restoreStep('s1', name, 'run').apply).said)?.[1];

beforeEach(() => {
  sandbox = new Sandbox();
});

afterEach(() => sandbox.remove());

describe('the name of a snapshot', () => {
  test('means the newest that was saved under just that name, and no longer one that begins alike', () => {
    serverWith('monday-s1-1000', 'monday-s1-900.zip', 'monday-evening-s1-2000', 'monday-s1-s1-3000', 'monday-s10-4000');
    expect(restored('monday')).toBe('monday-s1-1000');
    expect(restored('monday-evening-s1-2000')).toBe('monday-evening-s1-2000');
    expect(restored('mon')).toBe(undefined);
    expect(restored('mon*')).toBe(undefined);
  });

  test('that is taken is not saved under again, and is said to be', () => {
    serverWith('monday-s1-1000');
    expect(sandbox.run(freeNameStep('s1', 'monday').check)).toEqual({
      ok: false,
      said: 'the name is taken: choose another one; there are: monday-s1-1000',
    });
  });

  test('is free, and its data not saved yet, where a longer one alone is there', () => {
    serverWith('monday-evening-s1-2000');
    expect(sandbox.run(freeNameStep('s1', 'monday').check).ok).toBe(true);
    expect(sandbox.run(snapshotStep('s1', 'monday').check).ok).toBe(false);
  });
});

describe('before anything stops for a snapshot', () => {
  const found = (name: string) => sandbox.run(foundStep('s1', name).check);
  const listed = `echo 'Name Location Size Created
tuesday-s1-2000 s3://bucket/tuesday-s1-2000 1 2026
wednesday-s2-3000 file:///snapshots/wednesday-s2-3000 1 2026'`;

  test('it is found on the disk, by its name or its whole name', () => {
    serverWith('monday-s1-1000');
    expect([found('monday').ok, found('monday-s1-1000').ok]).toEqual([true, true]);
    expect(found('mondai')).toEqual({ ok: false, said: 'no snapshot mondai; on this disk: monday-s1-1000' });
  });

  test('it is found in the bucket by its whole name, and not on the disk of another server', () => {
    serverWith('monday-s1-1000');
    sandbox.write('/etc/rancher/k3s/config.yaml.d/s3.yaml');
    sandbox.program('/usr/local/bin/k3s', listed);
    expect(found('tuesday-s1-2000').ok).toBe(true);
    expect(found('wednesday-s2-3000')).toEqual({
      ok: false,
      said: 'no snapshot wednesday-s2-3000; on this disk: monday-s1-1000; in the bucket: tuesday-s1-2000',
    });
    sandbox.program('/usr/local/bin/k3s', 'echo the bucket does not answer >&2; exit 1');
    expect(found('tuesday-s1-2000')).toEqual({ ok: false, said: 'the bucket does not answer' });
  });

  test('a run that goes on after one that had stopped the servers asks nobody for the bucket', () => {
    serverWith();
    sandbox.write('/etc/rancher/k3s/config.yaml.d/s3.yaml');
    sandbox.program('systemctl', 'exit 3');
    expect(found('tuesday-s1-2000').ok).toBe(true);
  });
});
