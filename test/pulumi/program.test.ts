import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadPlatform } from '../../lib/load/platform.ts';
import { synthesizeInto } from '../../lib/synth/index.ts';
import { root } from '../source.ts';
import { type ApiServer, startApiServer } from './api-server.ts';
import { syncedByArgocd } from './equality.ts';
import { type MockedResult, type Registered, runMocked } from './mocked.ts';

const { environments } = await loadPlatform(root);
const server: ApiServer = await startApiServer();
const rendered = mkdtempSync(join(tmpdir(), 'unifyops-rendered-'));
await synthesizeInto({ root, out: rendered });
afterAll(async () => {
  rmSync(rendered, { recursive: true });
  await server.close();
});

const reach = { kubeconfig: server.kubeconfig, clusterId: server.clusterId };
const isObject = ({ type }: Registered) => /^kubernetes:(?!.*:Provider)/.test(type);
const field = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);

describe.each(environments.map(({ name }) => name))('pulumi up of %s', (stack) => {
  describe('delivered by Pulumi', () => {
    let run: MockedResult;
    let objects: readonly Registered[];
    const named = (name: string) => run.resources.find((resource) => resource.name === name);
    const ofKind = (kind: string) => objects.filter(({ type }) => type.endsWith(`:${kind}`));
    beforeAll(async () => {
      run = await runMocked({ root, stack, settings: { ...reach, delivery: 'pulumi' } });
      objects = run.resources.filter(isObject);
    });

    test('what Argo CD syncs and what Pulumi registers is the same, object by object, field by field', () => {
      const registered = Object.fromEntries(objects.map(({ name, inputs }) => [name, inputs]));
      const synced = syncedByArgocd(join(rendered, stack));
      expect(Object.keys(registered).sort()).toEqual(Object.keys(synced).sort());
      for (const [name, object] of Object.entries(synced))
        expect({ [name]: registered[name] }).toEqual({ [name]: object });
    });

    test('every object has the type that Pulumi knows its kind by', () => {
      for (const { type, inputs } of objects) {
        const group = inputs.apiVersion === 'v1' ? 'core/v1' : inputs.apiVersion;
        expect(type).toBe(`kubernetes:${group}:${inputs.kind}`);
      }
      expect(objects.length).toBeGreaterThan(100);
    });

    test('every object is named after its file, once', () => {
      const names = objects.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      const wrong = objects.filter(
        ({ name, inputs }) => !name.endsWith(`/${inputs.kind}.${field(inputs, 'metadata', 'name')}`),
      );
      expect(wrong).toEqual([]);
    });

    test('an object hangs below its stack, the stack below the delivery, that below the environment', () => {
      for (const { name, parent } of objects) {
        const folder = name.split('/')[0]!;
        expect(parent).toMatch(new RegExp(`unifyops:index:Delivery\\$unifyops:index:Stack::${folder}$`));
        expect(named(folder)?.parent).toBe(urnOf(run, 'Delivery'));
      }
      expect(run.resources.find(({ urn }) => urn === urnOf(run, 'Delivery'))?.parent).toBe(urnOf(run, 'Environment'));
    });

    test('every object goes through the provider of this environment', () => {
      const provider = run.resources.find(({ type }) => type === 'pulumi:providers:kubernetes')!;
      for (const object of objects) expect(object.provider).toBe(`${provider.urn}::${provider.name}-id`);
      expect(provider.inputs).toMatchObject({ enableServerSideApply: 'true', upsertExistingObjects: 'true' });
      expect(provider.inputs.kubeconfig).toEqual({ secret: server.kubeconfig });
    });

    test('what holds data is protected and outlives its resource, and nothing else is', () => {
      const guarded = objects.filter(({ protect }) => protect);
      expect(guarded).toEqual(objects.filter(({ retainOnDelete }) => retainOnDelete));
      expect(new Set(guarded.map(({ inputs }) => inputs.kind))).toEqual(
        new Set(['Namespace', ...(ofKind('StatefulSet').length > 0 ? ['StatefulSet', 'ServiceAccount'] : [])]),
      );
      for (const database of ofKind('StatefulSet')) expect(database.protect).toBe(true);
    });

    test('the number of pods is left to the autoscaler that has one', () => {
      const targets = ofKind('HorizontalPodAutoscaler').map(({ inputs }) =>
        field(inputs, 'spec', 'scaleTargetRef', 'name'),
      );
      for (const { inputs, ignoreChanges } of ofKind('Deployment')) {
        const owned = targets.includes(field(inputs, 'metadata', 'name'));
        expect(ignoreChanges).toEqual(owned ? ['spec.replicas'] : []);
        if (owned) expect(field(inputs, 'spec', 'replicas')).toBeUndefined();
      }
    });

    test('a Job makes way for the next one, and has as long as it may run', () => {
      for (const job of ofKind('Job')) {
        expect(job.deleteBeforeReplace).toBe(true);
        const seconds = field(job.inputs, 'spec', 'activeDeadlineSeconds') as number;
        expect(job.customTimeouts?.create).toBe(`${seconds + 60}s`);
      }
    });

    test('nothing waits for itself, through however many others', () => {
      const edges = new Map(run.resources.map(({ urn, dependencies }) => [urn, dependencies]));
      const done = new Set<string>();
      const visit = (urn: string, trail: readonly string[]): void => {
        expect(trail).not.toContain(urn);
        if (done.has(urn)) return;
        for (const next of edges.get(urn) ?? []) visit(next, [...trail, urn]);
        done.add(urn);
      };
      for (const urn of edges.keys()) visit(urn, []);
    });

    test('the stack says who delivers, and keeps the kubeconfig secret', () => {
      expect(run.outputs).toMatchObject({ delivery: 'pulumi', holder: 'pulumi', missingSecrets: [] });
      expect(run.registeredOutputs.kubeconfig).toEqual({ secret: server.kubeconfig });
    });
  });

  describe('handed to Argo CD', () => {
    let run: MockedResult;
    beforeAll(async () => {
      run = await runMocked({ root, stack, settings: { ...reach, delivery: 'argocd', installArgocd: 'false' } });
    });

    test('the project, the applications and the root are all that Pulumi applies', () => {
      expect(run.resources.filter(isObject).map(({ name, type }) => [name, type])).toEqual([
        [`argocd/AppProject.${stack}`, 'kubernetes:argoproj.io/v1alpha1:AppProject'],
        [`argocd/ApplicationSet.${stack}`, 'kubernetes:argoproj.io/v1alpha1:ApplicationSet'],
        [`argocd/Application.${stack}`, 'kubernetes:argoproj.io/v1alpha1:Application'],
      ]);
      expect(run.outputs).toMatchObject({ delivery: 'argocd', holder: 'argocd' });
    });

    test('the root comes last, so that it goes first: nothing brings back what is being removed', () => {
      const [project, applications, top] = run.resources.filter(isObject);
      expect(applications?.dependencies).toContain(project?.urn);
      expect(top?.dependencies).toContain(applications?.urn);
    });
  });
});

function urnOf({ resources }: MockedResult, component: string): string {
  return resources.find(({ type }) => type === `unifyops:index:${component}`)!.urn;
}
