import { describe, expect, test } from '@jest/globals';
import type {
  PolicyResource,
  ResourceValidation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from '@pulumi/policy';
import { holdsData } from '../../../lib/pulumi/objects/traits.ts';
import { policies } from '../../../lib/pulumi/policy/policies.ts';
import type { Tree } from '../../../lib/render/tree.ts';
import { broken, goodTree } from '../../checks/good-tree.ts';

/** A resource as the engine shows it to the pack. */
interface Shown {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly opts: { readonly protect: boolean };
  readonly propertyDependencies: Readonly<Record<string, readonly unknown[]>>;
}

/** The resources of a tree of `prod`, as the program registers them. */
function shown(tree: Tree): readonly Shown[] {
  return [...tree].map(([path, object]) => {
    const name = path.replace(/^prod\//, '').replace(/\.yaml$/, '');
    const type = `kubernetes:${object.apiVersion}:${object.kind}`;
    const urn = `urn:pulumi:prod::unifyops::${type}::${name}`;
    return { urn, type, name, props: { ...object }, opts: { protect: holdsData(object) }, propertyDependencies: {} };
  });
}

function other(type: string, props: Readonly<Record<string, unknown>> = {}, protect = false): Shown {
  return {
    urn: `urn:pulumi:prod::unifyops::${type}::it`,
    type,
    name: 'it',
    props,
    opts: { protect },
    propertyDependencies: {},
  };
}

/** What the policies say of a whole stack, by policy: they are shown each resource first, as the engine does. */
function judge(resources: readonly Shown[]): Readonly<Record<string, readonly string[]>> {
  const [remember, ...judges] = policies() as [ResourceValidationPolicy, ...StackValidationPolicy[]];
  for (const resource of resources) {
    (remember.validateResource as ResourceValidation)(resource as unknown as ResourceValidationArgs, () => undefined);
  }
  const said = judges.map(({ name, validateStack }) => {
    const messages: string[] = [];
    const args = { resources: resources as unknown as PolicyResource[] } as StackValidationArgs;
    validateStack(args, (message) => void messages.push(message));
    return [name, messages] as const;
  });
  return Object.fromEntries(said);
}

describe('a preview with the policy pack', () => {
  test('passes what a synth passes', () => {
    const said = judge(shown(goodTree()));
    expect(Object.keys(said)).toEqual(expect.arrayContaining(['invariants', 'keeps-data']));
    expect(Object.values(said).flat()).toEqual([]);
  });

  test('stops at an object that breaks an invariant, with the rule that it breaks', () => {
    const open = broken('Deployment/shop-cart-api', (deployment) => {
      deployment.spec.template.spec.hostNetwork = true;
    });
    const { invariants } = judge(shown(open));
    expect(invariants?.join('\n')).toMatch(
      /\[prod\/shop-cart\/Deployment\.shop-cart-api\.yaml\].*\(pod\/host-namespaces\)/,
    );
  });

  test('stops if what holds data could be replaced or deleted', () => {
    const exposed = shown(goodTree()).map((resource) => ({ ...resource, opts: { protect: false } }));
    expect(judge(exposed)['keeps-data']).toContainEqual(
      expect.stringMatching(/^\[shop-cart\/StatefulSet\..*\] found a resource that a run may delete or replace/),
    );
  });

  test('stops at a database of the cloud without protection', () => {
    expect(judge([other('aws:rds/cluster:Cluster')])['keeps-data']).toHaveLength(1);
    expect(judge([other('aws:rds/cluster:Cluster', {}, true)])['keeps-data']).toEqual([]);
  });

  test('stops at hosts of a cluster without protection: without it, one setting clears them', () => {
    expect(judge([other('pulumi-nodejs:dynamic/k3s:Hosts')])['keeps-data']).toHaveLength(1);
  });

  test('lets Argo CD take over: nothing is deleted then but what the cloud holds', () => {
    const exposed = shown(goodTree()).map((resource) => ({ ...resource, opts: { protect: false } }));
    const handover = other('unifyops:index:Delivery', { holder: 'pulumi-released' });
    expect(judge([...exposed, handover])['keeps-data']).toEqual([]);
    expect(judge([other('aws:rds/cluster:Cluster'), handover])['keeps-data']).toHaveLength(1);
  });

  test("leaves Argo CD's own objects and Secrets of the settings alone: nothing rendered them", () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db', namespace: 'shop-prod' }, data: {} };
    const theirs = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'argocd-server', namespace: 'argocd' },
    };
    const tree = new Map([
      ...goodTree(),
      ['prod/platform/Secret.db.yaml', secret] as const,
      ['prod/argocd/Deployment.argocd-server.yaml', theirs] as const,
    ]);
    expect(judge(shown(tree)).invariants).toEqual([]);
  });
});
