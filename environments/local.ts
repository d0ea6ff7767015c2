import { type Environment, existing } from '../lib/model/index.ts';

/** A laptop: kind, or whatever cluster the kubeconfig points at. Every stack, one pod each, any image. */
export const local = {
  name: 'local',
  namespace: 'uo-local',
  cluster: existing(),
  domain: 'unifyops.localhost',
  registry: { host: 'localhost:5001' },
  images: 'any',
  tls: { kind: 'self-signed' },
  quota: { cpu: '16', memory: '32Gi', pods: 200, storage: '500Gi' },
  replicas: { ceiling: 1 },
  stacks: 'all',
  gitops: { repository: 'http://git.unifyops.localhost/unifyops-infra.git' },
} satisfies Environment;
