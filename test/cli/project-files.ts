const digest = `sha256:${'0'.repeat(64)}`;
const release = `{ tag: "1", digest: "${digest}" }`;
const releases = `commerce/payment:\n  service: ${release}
identity/auth:\n  app: ${release}\n  api: ${release}\n  service: ${release}
web/flask-api:\n  flask-api: ${release}\n`;

const environment = (
  name: string,
  fields: string,
) => `import { eks, type Environment, existing, k3s } from '../lib/model/index.ts';

void [eks, existing, k3s];
export const ${name} = {
  name: '${name}',
  namespace: 'uo-${name}',
  domain: '${name}.example.org',
  quota: { cpu: '16', memory: '64Gi', pods: 200, storage: '500Gi' },
  gitops: { repository: 'https://git.example.org/infra.git' },
${fields}
} satisfies Environment;
`;

const listed = `  registry: { host: 'harbor.example.org/apps', pullSecret: 'harbor-pull' },
  tls: { kind: 'cert-manager', clusterIssuer: 'letsencrypt' },
  stacks: [
    'commerce/payment',
    'identity/auth',
    'web/flask-api',
  ],`;

/** A small project's own files by path: the tests must not depend on what people run in theirs. */
export const projectFiles: Readonly<Record<string, string>> = {
  'stacks/index.ts': `// Every stack there is, a line each; environments say which run where.
export { payment as commercePayment } from './commerce/payment.ts';
export { auth as identityAuth } from './identity/auth.ts';
export { flaskApi as webFlaskApi } from './web/flask-api.ts';
`,
  'stacks/commerce/payment.ts': `import type { Stack } from '../../lib/model/index.ts';

export const payment: Stack = {
  domain: 'commerce',
  name: 'payment',
  workloads: {
    service: {
      ports: { http: 3000 },
      routes: [{ host: 'commerce', path: '/payment' }],
      secrets: { PROVIDER_API_KEY: { secret: 'provider', key: 'api-key' } },
      internet: [{ name: 'api.payments.example', anyAddress: true, why: 'payments are made at the provider' }],
    },
  },
};
`,
  'stacks/identity/auth.ts': `import { threeTier } from '../../lib/model/index.ts';

export const auth = threeTier({
  domain: 'identity',
  name: 'auth',
});
`,
  'stacks/web/flask-api.ts': `import type { Stack } from '../../lib/model/index.ts';

export const flaskApi: Stack = {
  domain: 'web',
  name: 'flask-api',
  workloads: { 'flask-api': { replicas: 3, ports: { http: 5000 }, routes: [{ host: 'flask', path: '/' }] } },
};
`,
  'environments/index.ts': `export { dev } from './dev.ts';
export { local } from './local.ts';
export { prod } from './prod.ts';
`,
  'environments/dev.ts': environment('dev', `  cluster: k3s(),\n  images: 'tag',\n${listed}`),
  'environments/prod.ts': environment(
    'prod',
    `  cluster: eks(),\n  images: 'digest',\n  replicas: { floor: 2 },\n${listed}`,
  ),
  'environments/local.ts': environment(
    'local',
    `  cluster: existing(),
  registry: { host: 'localhost:5001' },
  images: 'any',
  tls: { kind: 'self-signed' },
  replicas: { ceiling: 1 },
  stacks: 'all',`,
  ),
  'environments/releases/dev.yaml': releases,
  'environments/releases/prod.yaml': releases,
  'environments/releases/local.yaml': '{}\n',
};
