import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Environment, k3s, type PlanInput, threeTier } from '../../lib/model/index.ts';

const { images } = JSON.parse(readFileSync(join(import.meta.dirname, '../../versions.json'), 'utf8'));

/** `count` three-tier stacks in one environment that has room for them. */
export function threeTierStacks(count: number): PlanInput {
  const stacks = Array.from({ length: count }, (_, index) => threeTier({ domain: 'bench', name: `stack-${index}` }));
  const tags = { app: { tag: 'v1' }, api: { tag: 'v1' }, service: { tag: 'v1' } };
  const environment: Environment = {
    name: 'bench',
    namespace: 'uo-bench',
    cluster: k3s(),
    domain: 'bench.example',
    registry: { host: 'registry.example', pullSecret: 'pull' },
    images: 'tag',
    tls: { kind: 'cert-manager', clusterIssuer: 'private-ca' },
    quota: { cpu: '100000', memory: '1000Ti', pods: 100_000, storage: '1000Ti' },
    stacks: 'all',
    gitops: { repository: 'https://git.example/infra.git' },
  };
  return {
    environment,
    stacks,
    images,
    releases: Object.fromEntries(stacks.map((stack) => [`bench/${stack.name}`, tags])),
  };
}
