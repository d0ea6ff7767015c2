import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { builtPart } from '../../../tools/build/build-part.ts';
import { readPlatform, renderTree } from '../harness/platform.ts';
import { say } from '../harness/say.ts';
import { createWorkspace, type Workspace } from '../harness/workspace.ts';
import { coldBuild, podFiles, said, writeFiles } from './rendered.ts';

/** Who is told of what, by the amtool of the Alertmanager that is rendered. */
const watched = ['dev', 'staging', 'prod'] as const;
const severities = [
  ['critical', 'slack'],
  ['warning', 'slack'],
  ['info', 'nobody'],
  ['unheard-of', 'slack'],
] as const;
let workspace: Workspace;
let amtool = '';
const config = (environment: string) => join(workspace.folder, environment, 'etc/alertmanager/alertmanager.yaml');

beforeAll(async () => {
  workspace = createWorkspace();
  amtool = join(await builtPart('amtool', say), 'amtool');
  const tree = renderTree(await readPlatform());
  for (const environment of watched)
    writeFiles(workspace.sub(environment), podFiles(tree, environment, 'alertmanager'));
}, coldBuild);
afterAll(() => workspace.remove());

describe.each(watched)('in %s', (environment) => {
  test('amtool accepts the configuration', async () => {
    const { ok, text } = await said(amtool, ['check-config', config(environment)]);
    expect(text).toContain('SUCCESS');
    expect(ok).toBe(true);
  });

  test.each(severities)('what is %s goes to %s', async (severity, receiver) => {
    expect(await receiverOf(environment, 'HighErrorRate', severity)).toBe(receiver);
  });

  test('the watchdog tells nobody, however bad somebody makes it', async () => {
    expect(await receiverOf(environment, 'Watchdog', 'critical')).toBe('nobody');
  });
});

async function receiverOf(environment: string, alert: string, severity: string): Promise<string> {
  const labels = [`alertname=${alert}`, `severity=${severity}`, `environment=${environment}`, 'stack=identity-auth'];
  const { text } = await said(amtool, ['config', 'routes', 'test', `--config.file=${config(environment)}`, ...labels]);
  return text.trim();
}
