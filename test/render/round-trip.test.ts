import { describe, expect, test } from '@jest/globals';
import { checkTree } from '../../lib/checks/index.ts';
import { infraTree } from '../../lib/gitops/infra-tree.ts';
import { type Cluster, eks, existing, faultMessage, k3s, type Plan, resolvePlan } from '../../lib/model/index.ts';
import type { Edge, Peer } from '../../lib/model/plan/edge.ts';
import { renderPlan } from '../../lib/render/render.ts';
import { toYaml } from '../../lib/render/yaml.ts';
import { environment, input } from '../fixtures/base.ts';
import fc from '../random.ts';
import { arbitraryStacks } from './arbitrary-stacks.ts';
import { foreignText, halvesOf, podText, rangeText } from './policy-reader.ts';

const quota = { cpu: '1000', memory: '1000Gi', pods: 10_000, storage: '10000Gi' };
// EKS's own metrics adapter would ask a Prometheus, which these environments don't have
const clusters: readonly Cluster[] = [existing(), k3s(), eks({ capabilities: { customMetrics: true } })];
const arbitraryPlan = fc
  .record({ stacks: arbitraryStacks, cluster: fc.constantFrom(...clusters) })
  .map(({ stacks, cluster }) => resolvePlan(input({ stacks, environment: { ...environment, cluster, quota } })));

describe('random stacks, rendered to YAML and read back', () => {
  test("both halves of the policies are the plan's edges, none missing and none more", () => {
    fc.assert(
      fc.property(arbitraryPlan, (plan) => {
        const { egress, ingress } = halvesOf([...renderPlan(plan).values()].map(toYaml));
        expect([...egress].sort()).toEqual(edgesFrom(plan, 'from'));
        expect([...ingress].sort()).toEqual(edgesFrom(plan, 'to'));
      }),
      { numRuns: 60 },
    );
  });

  test('pass every check', () => {
    fc.assert(
      fc.property(arbitraryPlan, (plan) => {
        expect(checkTree(infraTree([plan])).map(faultMessage)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test('are the same bytes in whatever order the stacks are given', () => {
    fc.assert(
      fc.property(
        arbitraryStacks.chain((stacks) =>
          fc.tuple(fc.constant(stacks), fc.shuffledSubarray([...stacks], { minLength: stacks.length })),
        ),
        ([stacks, shuffled]) => {
          const text = (order: typeof stacks) =>
            [...renderPlan(resolvePlan(input({ stacks: order, environment: { ...environment, quota } })))].map(
              ([path, object]) => `${path}\n${toYaml(object)}`,
            );
          expect(text(shuffled)).toEqual(text(stacks));
        },
      ),
      { numRuns: 20 },
    );
  });
});

/** The plan's edges that a pod of the plan is at one end of, in the words of the reader. */
function edgesFrom({ edges }: Plan, end: 'from' | 'to'): readonly string[] {
  const own = edges.filter((edge) => edge[end].kind === 'pods');
  return [...new Set(own.flatMap(edgeTexts))].sort();
}

function edgeTexts({ from, to, ports }: Edge): readonly string[] {
  return peerTexts(from).flatMap((source) =>
    peerTexts(to).flatMap((target) => ports.map(({ port, protocol }) => `${source} → ${target} ${protocol} ${port}`)),
  );
}

function peerTexts(peer: Peer): readonly string[] {
  switch (peer.kind) {
    case 'pods':
      return [podText(peer.selector)];
    case 'platform':
      return [foreignText(peer.namespace, peer.selector)];
    case 'addresses':
      return peer.cidrs.map((cidr) => rangeText(cidr, peer.except));
  }
}
