import { type Environment, eks } from '../lib/model/index.ts';

/** Endpoints of AWS inside the network: metrics, logs and traces never cross the internet. */
const aws = { region: 'eu-west-2', cidrs: ['10.0.48.48/28', '10.0.48.64/28', '10.0.48.80/28'] } as const;

/** Amazon EKS in London: digests only, at least two pods of everything, managed databases where a stack asks for one. */
export const prod = {
  name: 'prod',
  namespace: 'uo-prod',
  cluster: eks({
    region: 'eu-west-2',
    zones: ['eu-west-2a', 'eu-west-2b', 'eu-west-2c'],
    cidr: '10.0.0.0/16',
    neighbours: ['192.168.10.0/24'], // the home server's network, by VPN
    version: '1.36',
    nodes: {
      base: { types: ['m6i.large', 'm6a.large', 'm5.large'], min: 3, max: 6 },
      spot: { general: { types: ['m6i.large', 'm6a.large', 'm5.large', 'm5a.large', 'm7i.large'], min: 0, max: 8 } },
    },
    databases: { multiAz: ['medium', 'large'], backupDays: 14 },
    endpoints: ['metrics', 's3'],
    dns: { zone: 'unifyops.example' },
    waf: true,
    budget: { monthlyUsd: 900, emails: ['platform@unifyops.example'] },
    tags: { owner: 'team-platform', costCentre: 'cc-1001' },
  }),
  domain: 'unifyops.example',
  registry: { host: 'harbor.unifyops.example/unifyops', pullSecret: 'harbor-pull' },
  images: 'digest',
  tls: { kind: 'cert-manager', clusterIssuer: 'letsencrypt' },
  quota: { cpu: '24', memory: '48Gi', pods: 200, storage: '500Gi' },
  replicas: { floor: 2 },
  stacks: [
    'commerce/analytics',
    'commerce/auth',
    'commerce/payment',
    'identity/auth',
    'identity/user',
    'operations/api-node',
    'operations/core-go',
    'operations/worker-python',
    'platform/environment',
    'portal/backstage',
    'portal/platform-api',
    'web/flask-api',
  ],
  observability: {
    slack: { secret: 'slack' },
    runbooks: 'https://git.unifyops.example/unifyops/blob/main/docs/runbooks',
    slo: { availability: 99.9, success: 99.9 },
    nodeCidrs: ['10.0.64.0/18', '10.0.128.0/18'],
    remoteWrite: {
      ...aws,
      url: 'https://aps-workspaces.eu-west-2.amazonaws.com/workspaces/ws-unifyops/api/v1/remote_write',
      roleArn: 'arn:aws:iam::111122223333:role/unifyops-prod-prometheus',
    },
    objectStorage: {
      ...aws,
      bucket: 'unifyops-prod-observability-111122223333',
      roleArn: 'arn:aws:iam::111122223333:role/unifyops-prod-observability',
    },
  },
  gitops: { repository: 'https://git.unifyops.example/unifyops-infra.git' },
} satisfies Environment;
