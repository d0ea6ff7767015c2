import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { WantedFile } from '../../../lib/k3s/files/files.ts';
import { filesStep, startStep } from '../../../lib/k3s/plan/steps.ts';
import { Sandbox } from './sandbox.ts';

const config: WantedFile = { path: '/etc/rancher/k3s/config.yaml', content: 'a: 1\n', mode: '600' };
const keys = (content: string): WantedFile => ({
  path: '/etc/rancher/k3s/config.yaml.d/s3.yaml',
  content,
  mode: '600',
});
let sandbox: Sandbox;

beforeEach(() => {
  sandbox = new Sandbox();
  sandbox.program('systemctl', '[ "$1" != show ] || echo 1');
  sandbox.program('/usr/local/bin/k3s', 'exit 0');
});

afterEach(() => sandbox.remove());

const write = (files: readonly WantedFile[], obsolete: readonly string[] = []) =>
  sandbox.run(filesStep('s1', files, obsolete).apply);

/** Lets a minute pass, and k3s start right after what was written before it. */
function runsSince(): void {
  sandbox.program('ps', 'echo 30');
  sandbox.run('find /etc/rancher/ /usr/local/bin/ -exec touch -d "1 minute ago" {} +');
}

const started = () => sandbox.run(startStep('s1', 'server').check);

test('k3s that runs takes new keys of its bucket, and does without what is no longer wanted, at a restart', () => {
  write([config, keys('key: old\n')]);
  runsSince();
  expect(started()).toEqual({ ok: true, said: '' });
  write([config, keys('key: new\n')]);
  expect(started().said).toMatch(/^k3s is older than /);
  runsSince();
  write([config], [keys('').path]);
  expect(started().said).toMatch(/^k3s is older than /);
});
