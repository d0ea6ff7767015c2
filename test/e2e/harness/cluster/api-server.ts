import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../api/connection.ts';
import { KubeApi } from '../api/kube-api.ts';
import { type Authority, createTokenKey } from '../certificates.ts';
import { freePorts } from '../ports.ts';
import { type Program, startProgram } from '../program.ts';
import type { Workspace } from '../workspace.ts';

/** A kube-apiserver that can be killed and started again at the same address. */
export interface ApiServer {
  readonly port: number;
  readonly api: KubeApi;
  /** Bearer token of a cluster administrator. */
  readonly token: string;
  /** Key that signs service account tokens. */
  readonly tokenKey: string;
  /** The process that runs now. */
  readonly program: () => Program;
  /** Starts it again after a kill. */
  readonly start: () => Promise<void>;
}

/** Starts a kube-apiserver before an etcd. */
export async function startApiServer(
  workspace: Workspace,
  folder: string,
  authority: Authority,
  etcdPort: number,
): Promise<ApiServer> {
  const [port] = await freePorts(1);
  const token = randomBytes(16).toString('hex');
  const certificates = workspace.sub('certificates');
  const tokens = join(certificates, 'tokens.csv');
  writeFileSync(tokens, `${token},admin,admin,"system:masters"\n`);
  const { certificate, key } = await authority.server('kube-apiserver');
  const tokenKey = await createTokenKey(certificates);
  const flags: Readonly<Record<string, string>> = {
    'etcd-servers': `http://127.0.0.1:${etcdPort}`,
    'bind-address': '127.0.0.1',
    'secure-port': String(port),
    // It insists on an address that is not loopback, but nobody is told of it.
    'advertise-address': '192.0.2.1',
    'endpoint-reconciler-type': 'none',
    'service-cluster-ip-range': '10.96.0.0/16',
    'tls-cert-file': certificate,
    'tls-private-key-file': key,
    'client-ca-file': authority.certificate,
    'token-auth-file': tokens,
    'service-account-issuer': 'https://kubernetes.default.svc',
    'service-account-key-file': tokenKey,
    'service-account-signing-key-file': tokenKey,
    'authorization-mode': 'Node,RBAC',
    'allow-privileged': 'true',
    'shutdown-delay-duration': '0s',
    // Pods leave a dead node after seconds instead of five minutes.
    'default-not-ready-toleration-seconds': '5',
    'default-unreachable-toleration-seconds': '5',
  };
  const api = new KubeApi(connect({ port: port!, authority: authority.certificate, token }));
  const launch = () =>
    startProgram(workspace, {
      name: 'kube-apiserver',
      command: join(folder, 'kube-apiserver'),
      args: Object.entries(flags).map(([name, value]) => `--${name}=${value}`),
      ready: async () => (await api.send({ method: 'GET', path: '/readyz' })).body === 'ok',
    });
  let program = await launch();
  return {
    port: port!,
    api,
    token,
    tokenKey,
    program: () => program,
    start: async () => {
      program = await launch();
    },
  };
}
