import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Holder, holderAfter } from '../../lib/pulumi/delivery/handover.ts';
import { root } from '../source.ts';
import { startApiServer } from './api-server.ts';
import { type MockedResult, runMocked } from './mocked.ts';

const server = await startApiServer();
afterAll(() => server.close());

function up(
  delivery: string,
  holder: Holder | undefined,
  more: Readonly<Record<string, string>> = {},
): Promise<MockedResult> {
  const reach = { kubeconfig: server.kubeconfig, clusterId: server.clusterId, installArgocd: 'false' };
  const before = holder === undefined ? {} : { holder };
  return runMocked({ root, stack: 'local', settings: { ...reach, delivery, ...more }, before });
}

const namesOf = ({ resources }: MockedResult) =>
  resources.filter(({ type }) => type.startsWith('kubernetes:')).map(({ name }) => name);

describe('from Pulumi to Argo CD', () => {
  let applied: MockedResult;
  let released: MockedResult;
  beforeAll(async () => {
    applied = await up('pulumi', undefined);
    released = await up('argocd', 'pulumi');
  });

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
    const after = await up('argocd', 'pulumi-released');
    expect(namesOf(after)).toEqual([
      'argocd/AppProject.local',
      'argocd/ApplicationSet.local',
      'argocd/Application.local',
    ]);
    expect(after.outputs.holder).toBe('argocd');
  });

  test("Secrets of the settings stay Pulumi's, with the namespace that they are in", async () => {
    const secrets = JSON.stringify({ 'identity-auth-postgres': { username: 'auth', password: 'correct horse' } });
    const after = await up('argocd', 'pulumi-released', { secrets });
    expect(namesOf(after)).toEqual(
      expect.arrayContaining(['platform/Namespace.uo-local', 'platform/Secret.identity-auth-postgres']),
    );
    const secret = after.resources.find(({ name }) => name === 'platform/Secret.identity-auth-postgres');
    expect(secret?.inputs.data).toEqual({ secret: { username: expect.any(String), password: expect.any(String) } });
    expect(secret?.retainOnDelete).toBe(true);
  });
});

test('from Argo CD to Pulumi it takes one run: the same objects are applied over themselves', () => {
  expect(holderAfter('pulumi', 'argocd')).toBe('pulumi');
  expect(holderAfter('pulumi', 'pulumi-released')).toBe('pulumi');
});

test('an environment that Argo CD has from the start is never held by Pulumi', () => {
  expect(holderAfter('argocd', undefined)).toBe('argocd');
  expect(holderAfter('argocd', 'argocd')).toBe('argocd');
});
