import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { checkTree } from '../lib/checks/index.ts';
import { infraTree } from '../lib/gitops/infra-tree.ts';
import { loadPlatform } from '../lib/load/platform.ts';
import {
  type Cluster,
  type Environment,
  eks,
  existing,
  faultMessage,
  k3s,
  type Plan,
  resolvePlan,
} from '../lib/model/index.ts';
import type { Tree } from '../lib/render/tree.ts';
import { releasesOf } from './fixtures/base.ts';

/** Every stack on every kind of cluster, with the settings of every environment. */
const { stacks, environments, images } = await loadPlatform(join(import.meta.dirname, '..'));

const traefik = {
  kind: 'traefik',
  className: 'traefik',
  controller: { namespace: 'kube-system', labels: { 'app.kubernetes.io/name': 'traefik' } },
} as const;

const clusters: readonly (readonly [string, Cluster])[] = [
  ['a cluster that exists', existing()],
  ['k3s with a Gateway', k3s()],
  ['k3s with Traefik', k3s({ capabilities: { ingress: traefik } })],
  ['EKS', eks()],
];

const settings = environments.map((environment) => [environment.name, environment] as const);

describe.each(clusters)('on %s', (_, cluster) => {
  test.each(settings)('every stack renders with the settings of %s and passes every check', (_, environment) => {
    const tree = treeOf(environment, cluster);
    const folders = stacks.map(({ domain, name }) => `${environment.name}/${domain}-${name}/`);
    expect(folders.filter((folder) => ![...tree.keys()].some((path) => path.startsWith(folder)))).toEqual([]);
    expect(checkTree(tree).map(faultMessage)).toEqual([]);
  });
});

describe('switching an environment from k3s to EKS is a change of one value', () => {
  const before = environments.find(({ name }) => name === 'dev')!;
  const after: Environment = { ...before, cluster: eks() };

  test('the same programs run, in the same versions, numbers and sizes', () => {
    const programs = (plan: Plan) =>
      plan.applications.map(({ workloads }) =>
        workloads.map(({ id, image, scaling, resources, ports, config }) => ({
          id,
          image,
          scaling,
          resources,
          ports,
          config,
        })),
      );
    expect(programs(planOf(after))).toEqual(programs(planOf(before)));
  });

  test('the same hosts and paths lead to the same workloads, by load balancers instead of a gateway', () => {
    const routes = (plan: Plan) =>
      plan.applications.flatMap(({ workloads }) =>
        workloads.flatMap(({ id, exposures }) =>
          exposures.flatMap((one) => one.routes.map((route) => ({ id, ...route }))),
        ),
      );
    expect(routes(planOf(after))).toEqual(routes(planOf(before)));
    expect(kinds(infraTree([planOf(before)]))).toContain('HTTPRoute');
    expect(kinds(infraTree([planOf(after)]))).not.toContain('HTTPRoute');
    expect(kinds(infraTree([planOf(after)]))).toContain('Ingress');
  });

  test('databases that may be managed move out of the cluster, all others stay', () => {
    const servers = (plan: Plan) =>
      plan.applications.flatMap(({ databases }) => databases.map(({ id, kind }) => `${id} ${kind}`));
    expect(servers(planOf(before)).filter((text) => text.endsWith('managed'))).toEqual([]);
    expect(servers(planOf(after)).filter((text) => text.endsWith('managed'))).toEqual([
      'portal/backstage/postgres managed',
      'portal/platform-api/postgres managed',
    ]);
  });
});

function planOf(environment: Environment): Plan {
  return resolvePlan({ environment: { ...environment, stacks: 'all' }, stacks, releases: releasesOf(stacks), images });
}

function treeOf(environment: Environment, cluster: Cluster): Tree {
  return infraTree([planOf({ ...environment, cluster })]);
}

function kinds(tree: Tree): readonly string[] {
  return [...new Set([...tree.values()].map(({ kind }) => kind))];
}
