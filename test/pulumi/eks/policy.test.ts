import { beforeAll, describe, expect, test } from '@jest/globals';
import type { PolicyResource } from '@pulumi/policy';
import * as proxies from '@pulumi/policy/proxy.js';
import { CloudGraph, type CloudResource } from '../../../lib/cloud/graph.ts';
import { aws } from '../../../lib/cloud/types.ts';
import { cloudPolicy } from '../../../lib/pulumi/policy/cloud.ts';
import { set } from '../../cloud/change.ts';
import { collect } from './collect.ts';
import { planOn, presets } from './presets.ts';

/** What Pulumi itself wraps properties in, which its types don't say. */
const { unknownCheckingProxy } = proxies as unknown as { unknownCheckingProxy: (props: unknown) => unknown };

/** What Pulumi hands to policies for a value that a preview can't know. */
const unknown = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

let graph: CloudGraph;
beforeAll(async () => {
  ({ graph } = await collect(planOn(presets.large)));
});

/** Runs the pack as a preview of an empty account does: no id, ARN or name that AWS gives is known. */
async function preview({ resources }: CloudGraph): Promise<readonly string[]> {
  const ids = new Map(resources.map((resource) => [resource.id, resource]));
  const names = new Map(resources.map((resource) => [`name of ${resource.name}`, resource]));
  const policy = new Map(resources.map((resource) => [resource.urn, policyResource(resource)]));
  for (const resource of resources) {
    const { propertyDependencies, props } = policy.get(resource.urn)!;
    for (const [key, value] of Object.entries(resource.props)) {
      const found: CloudResource[] = [];
      (props as Record<string, unknown>)[key] = hide(value, (text) => {
        const target = ids.get(text) ?? names.get(text);
        if (target) found.push(target);
        return target !== undefined;
      });
      propertyDependencies[key] = found.map(({ urn }) => policy.get(urn)!);
    }
  }
  const seen = [...policy.values()].map((one) => ({
    ...one,
    props: unknownCheckingProxy(one.props) as PolicyResource['props'],
  }));
  const messages: string[] = [];
  const { validateStack } = cloudPolicy();
  const call = { resources: seen, stackTags: new Map(), getConfig: () => ({}), notApplicable: fail };
  for (const one of [validateStack].flat()) await one(call as never, (message: string) => void messages.push(message));
  return messages;
}

function policyResource({ urn, type, name, protect }: CloudResource): PolicyResource {
  const opts = { protect, ignoreChanges: [], aliases: [], additionalSecretOutputs: [], customTimeouts: {} };
  const links = { props: {}, dependencies: [], propertyDependencies: {} };
  return { urn, type, name, opts, ...links, isType: () => false, asType: () => undefined } as unknown as PolicyResource;
}

function hide(value: unknown, isUnknown: (text: string) => boolean): unknown {
  if (typeof value === 'string') return isUnknown(value) ? unknown : value;
  if (Array.isArray(value)) return value.map((item) => hide(item, isUnknown));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hide(item, isUnknown)]));
}

function fail(): never {
  throw new Error('every policy is applicable');
}

test('a broken invariant stops a preview', () => {
  expect(cloudPolicy().enforcementLevel).toBe('mandatory');
});

describe('a preview of an empty account, where no id is known yet', () => {
  test('passes', async () => {
    expect(await preview(graph)).toEqual([]);
  });

  test('is stopped by a database with a public address', async () => {
    expect(await preview(set(aws.database, { publiclyAccessible: true })(graph))).toEqual([
      'unifyops-prod-shop-orders-postgres: found a public address. No database has a public address. (data/databases-private)',
    ]);
  });

  test('is stopped by a route that leads from the internet to nodes', async () => {
    const gateway = graph.ofType(aws.internetGateway)[0]?.id;
    const opened = set(aws.route, { natGatewayId: undefined, gatewayId: gateway }, /private/)(graph);
    expect((await preview(opened)).join('\n')).toContain('(network/machines-have-no-way-in)');
  });

  test('is stopped where Pulumi would be free to replace a database', async () => {
    const bare = new CloudGraph(
      graph.resources.map((one) => (one.type === aws.database ? { ...one, protect: false } : one)),
    );
    expect(await preview(bare)).toEqual([
      expect.stringMatching(/^unifyops-prod-shop-orders-postgres: found no protection\. .* \(data\/protected\)$/),
    ]);
  });
});
