import type { EksProps } from '../../../lib/model/environment/clusters/eks-props.ts';
import {
  type Environment,
  eks,
  type Plan,
  type PlatformImages,
  resolvePlan,
  type Stack,
} from '../../../lib/model/index.ts';
import { releasesOf } from '../../fixtures/base.ts';
import { platform } from '../../synth/platform.ts';

/** An API with a route and a managed database, and a worker that has neither. */
export const shop: readonly Stack[] = [
  {
    domain: 'shop',
    name: 'orders',
    workloads: { api: { tier: 'api', ports: { http: 8080 }, routes: [{ path: '/orders' }] } },
    databases: { postgres: { managed: true, resources: 'large', sizeGi: 40 } },
    edges: [{ from: 'api', to: 'postgres', why: 'orders are kept there' }],
  },
  {
    domain: 'shop',
    name: 'mail',
    workloads: { mail: { tier: 'worker', ports: { metrics: 9100 }, metrics: { port: 'metrics' } } },
    edges: [{ from: 'mail', to: 'shop/orders/api', why: 'it asks what was bought' }],
  },
];

/** A plan of these stacks on a cluster. */
export function planOn(
  props: EksProps,
  stacks: readonly Stack[] = shop,
  parts: Partial<Environment> = {},
  images: Partial<PlatformImages> = {},
): Plan {
  const environment: Environment = {
    name: 'prod',
    namespace: 'shop-prod',
    cluster: eks(props),
    domain: 'shop.example',
    registry: { host: 'registry.example/shop' },
    images: 'digest',
    tls: { kind: 'self-signed' },
    quota: { cpu: '20', memory: '40Gi', pods: 200, storage: '200Gi' },
    stacks: 'all',
    gitops: { repository: 'https://git.example/infra.git' },
    ...parts,
  };
  return resolvePlan({ environment, stacks, releases: releasesOf(stacks), images: { ...platform.images, ...images } });
}

const wide = ['t3.large', 't3a.large', 'm6i.large', 'm6a.large'];

/** As little as a cluster can be, as much as anybody wants, and what is given without a word. */
export const presets: Readonly<Record<'small' | 'default' | 'large', EksProps>> = {
  small: {
    zones: ['eu-west-2a', 'eu-west-2b'],
    cidr: '10.4.0.0/20',
    nat: 'one',
    nodes: { base: false, spot: { all: { types: ['t3.large', 't3a.large', 'm5a.large'], min: 1, max: 3 } } },
    disposable: true,
  },
  default: {},
  large: {
    region: 'us-east-1',
    zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
    version: '1.37',
    endpoints: ['ecr', 'logs', 'metrics', 's3', 'sts'],
    publicEndpoint: ['203.0.113.0/24'],
    admins: ['arn:aws:iam::123456789012:role/platform/admins'],
    nodes: {
      base: { types: ['m6i.xlarge', 'm6a.xlarge'], min: 3, max: 9, diskGi: 100 },
      spot: {
        general: { types: wide, min: 0, max: 20 },
        batch: { types: wide, min: 0, max: 50, taints: [{ key: 'batch', value: 'yes', effect: 'NoSchedule' }] },
      },
      sshKey: true,
    },
    databases: { backupDays: 35, multiAz: ['small', 'medium', 'large'] },
    dns: { zone: 'example', existing: true },
    waf: true,
    budget: { monthlyUsd: 5000, emails: ['platform@shop.example'] },
    tags: { owner: 'team-platform', costCentre: 'cc-1001' },
  },
};
