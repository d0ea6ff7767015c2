import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Connections, solve } from '../../lib/checks/traffic/index.ts';
import type { CloudGraph } from '../../lib/cloud/graph.ts';
import { reachText, whatReaches } from '../../lib/cloud/reach/explain.ts';
import { graphOfExport } from '../../lib/cloud/stack-export.ts';
import { aws } from '../../lib/cloud/types.ts';
import { infraTree } from '../../lib/gitops/infra-tree.ts';
import { loadPlatform } from '../../lib/load/platform.ts';
import { plansOf } from '../../lib/synth/index.ts';
import { collect } from '../pulumi/eks/collect.ts';
import { planOn } from '../pulumi/eks/presets.ts';
import { add, set } from './change.ts';

const plan = planOn({ zones: ['eu-west-2a', 'eu-west-2b'] });
let graph: CloudGraph;
let connections: Connections;
beforeAll(async () => {
  ({ graph } = await collect(plan));
  connections = solve(infraTree([plan]));
});

const ask = (cloud = graph) => whatReaches(cloud, connections, 'shop-orders-postgres');

test('the question is answered in one text, from the internet down to the pod', () => {
  expect(reachText(ask())).toBe(`What can reach the database unifyops-prod-shop-orders-postgres, TCP 49464?

From the internet: nobody.
  route    its subnets 10.0.192.0/20, 10.0.208.0/20 have no route to an internet gateway
  rule     its security groups admit no public address
  address  it has no public address

From the network:
  members of unifyops-prod-nodes: the machines of unifyops-prod-base, unifyops-prod-general
    network ACL unifyops-prod-database lets in 10.0.64.0/19, 10.0.96.0/19

From the pods on those machines, by their NetworkPolicies:
  shop-prod/shop-orders-api[Deployment]
    let out by shop-prod/shop-orders-api
    internet → (TCP 80, 443) load balancer → (TCP 8080) shop-prod/shop-orders-api[Deployment] → (TCP 49464) the database

Nobody else.
`);
});

test('only the pods that the stack lets to its database are in the answer: the worker beside it is not', () => {
  expect(ask().pods.map(({ workload }) => workload)).toEqual(['shop-prod/shop-orders-api[Deployment]']);
});

test('pods of one stack do not reach the database of another one, though both are in the same subnets', async () => {
  const [prod] = plansOf(await loadPlatform(join(import.meta.dirname, '..', '..'), ['prod']));
  const { graph: cloud } = await collect(prod!);
  const solved = solve(infraTree([prod!]));
  const stacksOf = (name: string) => [
    ...new Set(
      whatReaches(cloud, solved, name).pods.map(
        ({ workload }) => /portal-(backstage|platform-api)/.exec(workload)?.[1],
      ),
    ),
  ];
  expect(stacksOf('portal-backstage-postgres')).toEqual(['backstage']);
  expect(stacksOf('portal-platform-api-postgres')).toEqual(['platform-api']);
});

describe('each fence is looked at for itself', () => {
  test('a rule for everybody alone opens nothing, and is named', () => {
    const everybody = add(aws.ingressRule, ({ ofType: _, resources }) => ({
      securityGroupId: resources.find(({ type, name }) => type === aws.securityGroup && name.endsWith('postgres'))?.id,
      referencedSecurityGroupId: undefined,
      cidrIpv4: '0.0.0.0/0',
      ipProtocol: 'tcp',
      fromPort: 49_464,
      toPort: 49_464,
    }));
    const answer = ask(everybody(graph));
    expect(answer.open).toBe(false);
    expect(answer.internet.rules).toEqual(['unifyops-prod-shop-orders-postgres']);
  });

  test('a network ACL that keeps the nodes out leaves no pod', () => {
    const shut = set(aws.networkAcl, {
      ingress: [{ ruleNo: 1, action: 'deny', protocol: '-1', cidrBlock: '10.0.0.0/16' }],
    });
    const { machines, pods } = ask(shut(graph));
    expect(machines.map(({ refused }) => refused)).toEqual([['10.0.64.0/19', '10.0.96.0/19']]);
    expect(pods).toEqual([]);
  });

  test('a denying rule counts by its number, not by its place', () => {
    const late = set(aws.networkAcl, ({ ingress }) => ({
      ingress: [{ ruleNo: 900, action: 'deny', protocol: '-1', cidrBlock: '10.0.0.0/16' }, ...(ingress as object[])],
    }));
    expect(ask(late(graph)).machines[0]?.refused).toEqual([]);
  });
});

test('a policy that lets another pod out to the databases is found', () => {
  const wider = [...infraTree([plan]).values()].map((object) => structuredClone(object)) as never[];
  const opened = wider.map((object: { kind: string; metadata: { name: string }; spec?: { egress?: object[] } }) => {
    if (object.kind === 'NetworkPolicy' && object.metadata.name === 'shop-mail')
      object.spec?.egress?.push({ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] });
    return object;
  });
  const answer = whatReaches(graph, solve(opened as never), 'shop-orders-postgres');
  expect(answer.pods.map(({ workload, way }) => [workload, way])).toContainEqual([
    'shop-prod/shop-mail[Deployment]',
    undefined,
  ]);
});

test('a database that nobody knows is told with the nearest that is there', () => {
  expect(() => whatReaches(graph, connections, 'unifyops-prod-shop-orders-postgre')).toThrow(
    'Did you mean "unifyops-prod-shop-orders-postgres"?',
  );
});

test('what is deployed gives the same answer as what was asked for', () => {
  const resources = graph.resources.map(({ props, ...one }) => ({ ...one, inputs: props }));
  expect(ask(graphOfExport({ deployment: { resources } }))).toEqual(ask());
  expect(() => graphOfExport({})).toThrow('no deployment.resources');
});
