import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { builtPart } from '../../../tools/build/build-part.ts';
import { say } from '../harness/say.ts';
import { createWorkspace, type Workspace } from '../harness/workspace.ts';
import { coldBuild, said } from './rendered.ts';
import { startWorkload, type TestWorkload } from './world/workload.ts';

/** The rendered k6 scripts, run for real, with a minute of a profile in a fifth of a second. */
const root = join(import.meta.dirname, '../../..');
let workspace: Workspace;
let workload: TestWorkload;
let k6 = '';
let out = '';

beforeAll(async () => {
  workspace = createWorkspace();
  k6 = join(await builtPart('k6', say), 'k6');
  workload = await startWorkload();
  out = mkdtempSync(join(workspace.folder, 'load-'));
  const { ok, text } = await said('node', ['bin/unifyops.ts', 'load', 'dev', '--out', out], root);
  expect(text).toMatch(/^\d+ scripts in /);
  expect(ok).toBe(true);
}, coldBuild);
afterAll(async () => {
  await workload?.stop();
  await workspace.remove();
});

test('every route of dev has its five scripts', () => {
  expect(readdirSync(out)).toContain('web-flask-api');
  for (const route of readdirSync(out)) expect(readdirSync(join(out, route)).length).toBe(5);
  expect(existsSync(join(out, 'web-flask-api/breakpoint.js'))).toBe(true);
  expect(readFileSync(join(out, 'web-flask-api/smoke.js'), 'utf8')).toContain('https://flask.dev.unifyops.example/');
});

describe('against a workload that keeps its promises', () => {
  test.each(['smoke', 'load', 'spike', 'stress', 'breakpoint'])('%s passes', async (profile) => {
    const { ok, text } = await runK6(profile, '/');
    expect(ok ? '' : text).toBe('');
  });
});

describe('against one that breaks them', () => {
  test.each([
    ['smoke', '/fail', 'http_req_failed'],
    ['load', '/slow', 'http_req_duration'],
    ['breakpoint', '/fail', 'http_req_failed'],
  ])('%s of %s fails by its threshold of %s', async (profile, path, metric) => {
    const { ok, text } = await runK6(profile, path);
    expect(ok).toBe(false);
    expect(text).toMatch(new RegExp(`thresholds on metrics '.*${metric}.*' have been crossed`));
  });
});

function runK6(profile: string, path: string) {
  // thirty, since a tenth of it must make sure of a request within the second that a smoke test then takes
  const variables = { URL: `http://127.0.0.1:${workload.port}${path}`, RATE: '30', MINUTE: '0.2' };
  const env = Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  const quiet = ['--quiet', '--no-usage-report', '--address', '127.0.0.1:0'];
  return said(k6, ['run', ...quiet, ...env, join(out, `web-flask-api/${profile}.js`)], workspace.folder);
}
