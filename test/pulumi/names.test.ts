import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { Project } from '../cli/project.ts';
import { root } from '../source.ts';
import { startApiServer } from './api-server.ts';
import { runMocked } from './mocked.ts';

const golden = join(root, 'test/pulumi/names.txt');
const server = await startApiServer();
const project = new Project();
afterAll(async () => {
  project.remove();
  await server.close();
});

// A resource of another name, type or parent is another resource: Pulumi applies it over the object, then deletes the object as the
// one that is gone. Who must rename gives the resource its former name as an alias, and then this file anew: UPDATE_GOLDEN=1.
test('names, types and parents in the state stay what they were', async () => {
  const settings = { delivery: 'pulumi', kubeconfig: server.kubeconfig, clusterId: server.clusterId };
  const { resources } = await runMocked({ root: project.root, stack: 'dev', settings });
  const lines = resources.map(({ urn }) => urn.replace('urn:pulumi:dev::unifyops::', ''));
  const text = `${lines.sort().join('\n')}\n`;
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(dirname(golden), { recursive: true });
    writeFileSync(golden, text);
  }
  expect(text).toBe(readFileSync(golden, 'utf8'));
});
