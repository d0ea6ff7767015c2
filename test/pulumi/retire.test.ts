import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Project } from '../cli/project.ts';
import { startApiServer } from './api-server.ts';
import { type MockedResult, runMocked } from './mocked.ts';

const server = await startApiServer();
// two, since a module that was loaded once is not read again
const [running, retired] = [new Project(), new Project()];
const listed = "stacks: [\n    'commerce/payment',\n    'identity/auth',";
const shorter = "retired: ['identity/auth'],\n  stacks: [\n    'commerce/payment',";
retired.write('environments/dev.ts', retired.read('environments/dev.ts').replace(listed, shorter));
afterAll(async () => {
  for (const project of [running, retired]) project.remove();
  await server.close();
});

const database = 'identity-auth/StatefulSet.identity-auth-postgres';
const settings = { delivery: 'pulumi', kubeconfig: server.kubeconfig, clusterId: server.clusterId };
const named = ({ resources }: MockedResult, name: string) => resources.find((resource) => resource.name === name);

describe('a stack retires', () => {
  let before: MockedResult;
  let first: MockedResult;
  let second: MockedResult;

  beforeAll(async () => {
    const run = { stack: 'dev', settings };
    before = await runMocked({ ...run, root: running.root });
    first = await runMocked({ ...run, root: retired.root, before });
    second = await runMocked({ ...run, root: retired.root, before: first });
  });

  test('and the first run takes away everything of it but what holds data', () => {
    expect(named(first, 'identity-auth/Deployment.identity-auth-api')).toBeUndefined();
    expect(named(first, database)).toMatchObject({ protect: false, retainOnDelete: true, ignoreChanges: ['*'] });
    expect(named(first, database)?.urn).toBe(named(before, database)?.urn);
  });

  test('and the next one forgets that too, and deletes nothing', () => {
    expect(named(second, database)).toBeUndefined();
    expect(second.outputs.data).toEqual(['v1 platform/Namespace.uo-dev']);
  });

  test('what was never made is not let go: a run that failed before it lists it all the same', async () => {
    const resources = before.resources.filter(({ name }) => name !== database);
    const after = await runMocked({ root: retired.root, stack: 'dev', settings, before: { ...before, resources } });
    expect(named(after, database)).toBeUndefined();
  });

  test("what another stack's data is in stays protected", () => {
    expect(named(second, 'platform/Namespace.uo-dev')?.protect).toBe(true);
  });
});
