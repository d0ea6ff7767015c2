import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { holderAfter } from '../../lib/pulumi/delivery/handover.ts';
import { root } from '../source.ts';
import { startApiServer } from './api-server.ts';
import { type MockedResult, type MockedRun, runMocked } from './mocked.ts';

const server = await startApiServer();
afterAll(() => server.close());

function up(
  delivery: string,
  before?: MockedRun['before'],
  more: Readonly<Record<string, string>> = {},
): Promise<MockedResult> {
  const reach = { kubeconfig: server.kubeconfig, clusterId: server.clusterId, installArgocd: 'false' };
  const settings = { ...reach, delivery, ...more };
  return runMocked({ root, stack: 'local', settings, ...(before ? { before } : {}) });
}

const namesOf = ({ resources }: MockedResult) =>
  resources.filter(({ type }) => type.startsWith('kubernetes:')).map(({ name }) => name);

let applied: MockedResult;
let released: MockedResult;
beforeAll(async () => {
  applied = await up('pulumi');
  released = await up('argocd', applied);
});

describe('from Pulumi to Argo CD', () => {
  test('the first run keeps every object, and tells the state that none is deleted when it leaves', () => {
    expect(namesOf(released)).toEqual(expect.arrayContaining(namesOf(applied)));
    const objects = released.resources.filter(({ name }) => namesOf(applied).includes(name));
    expect(objects.filter(({ retainOnDelete, protect }) => !retainOnDelete || protect)).toEqual([]);
    expect(released.outputs.holder).toBe('pulumi-released');
  });

  test('an object has one name in the state, whoever delivers', () => {
    const urns = released.resources.map(({ urn }) => urn);
    for (const { urn, type } of applied.resources) if (type.startsWith('kubernetes:')) expect(urns).toContain(urn);
  });

  test('the second run forgets them', async () => {
    const after = await up('argocd', released);
    expect(namesOf(after)).toEqual([
      'argocd/AppProject.local',
      'argocd/ApplicationSet.local',
      'argocd/Application.local',
    ]);
    expect(after.outputs.holder).toBe('argocd');
  });

  test("Secrets of the settings stay Pulumi's, with the namespace that they are in", async () => {
    const secrets = JSON.stringify({ 'identity-auth-postgres': { username: 'auth', password: 'correct horse' } });
    const after = await up('argocd', released, { secrets });
    expect(namesOf(after)).toEqual(
      expect.arrayContaining(['platform/Namespace.uo-local', 'platform/Secret.identity-auth-postgres']),
    );
    const secret = after.resources.find(({ name }) => name === 'platform/Secret.identity-auth-postgres');
    expect(secret?.inputs.data).toEqual({ secret: { username: expect.any(String), password: expect.any(String) } });
    expect(secret?.retainOnDelete).toBe(true);
  });
});

describe('nothing is forgotten before all of it is let go', () => {
  test('where a first run was killed: it left objects and no outputs', async () => {
    const killed = { resources: applied.resources, outputs: {} };
    expect((await up('argocd', killed)).outputs.holder).toBe('pulumi-released');
  });

  test('where the run that lets go failed: Pulumi writes its outputs, and keeps what it did not come to', async () => {
    const failed = { resources: applied.resources, outputs: released.outputs };
    expect((await up('argocd', failed)).outputs.holder).toBe('pulumi-released');
  });

  test('where a run back to Pulumi was killed, whose objects are half let go', async () => {
    const killed = { resources: applied.resources, outputs: { holder: 'argocd' } };
    expect((await up('argocd', killed)).outputs.holder).toBe('pulumi-released');
  });

  test('and the state knows that before it has the first object', () => {
    const types = applied.resources.map(({ type }) => type);
    expect(types.indexOf('unifyops:index:Held')).toBeGreaterThan(0);
    expect(types.indexOf('unifyops:index:Held')).toBeLessThan(types.findIndex((type) => /^kubernetes:/.test(type)));
  });
});

test('from Argo CD to Pulumi it takes one run: the same objects are applied over themselves', () => {
  expect(holderAfter('pulumi', false)).toBe('pulumi');
  expect(holderAfter('pulumi', true)).toBe('pulumi');
});

test('an environment that Argo CD has from the start is never held by Pulumi', async () => {
  expect((await up('argocd')).outputs.holder).toBe('argocd');
});
