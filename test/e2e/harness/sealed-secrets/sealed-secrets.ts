import { spawn } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { KubeObject } from '../../../../lib/render/tree.ts';
import { builtPart, type Say } from '../../../../tools/build/build-part.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { requireCommands } from '../packages.ts';
import { freePorts } from '../ports.ts';
import { type Program, startProgram } from '../program.ts';
import { permissions, place } from './permissions.ts';

/** The sealed-secrets controller, and kubeseal beside it. */
export interface SealedSecrets {
  readonly program: Program;
  /** Address of the certificate that the controller gives to whoever wants to seal. */
  readonly certificate: string;
  /** What kubeseal makes of a Secret. @throws Error with what it said if it refuses */
  readonly seal: (secret: KubeObject) => Promise<KubeObject>;
}

/** Where a pod finds its account's token: the one place the controller looks. */
const inPod = '/run/secrets/kubernetes.io';

/**
 * Starts the sealed-secrets controller with an account of its own, as in a pod.
 * @throws Message that says what is missing, or why it did not start
 */
export async function startSealedSecrets(cluster: Cluster, say: Say): Promise<SealedSecrets> {
  await requireCommands(['unshare', 'mount'], say);
  const folder = await builtPart('sealed-secrets', say);
  for (const object of permissions()) await cluster.api.apply(object);
  const account = await writeAccount(cluster);
  const [port, metrics] = await freePorts(2);
  const certificate = `http://127.0.0.1:${port}/v1/cert.pem`;
  const controller = join(folder, 'sealed-secrets-controller');
  const listen = [`--listen-addr=127.0.0.1:${port}`, `--listen-metrics-addr=127.0.0.1:${metrics}`];
  // A /run of its own, since the path of the token is fixed and the machine's is not ours to write.
  const enter = `mount -t tmpfs tmpfs /run && mkdir -p ${inPod} && ln -s "$0" ${inPod}/serviceaccount && exec "$@"`;
  const program = await startProgram(cluster.workspace, {
    name: 'sealed-secrets-controller',
    command: 'unshare',
    args: ['--map-root-user', '--mount', 'sh', '-c', enter, account, controller, ...listen],
    env: {
      KUBERNETES_SERVICE_HOST: '127.0.0.1',
      KUBERNETES_SERVICE_PORT: String(cluster.server.port),
      POD_NAMESPACE: place.namespace,
    },
    ready: async () => (await fetch(certificate)).ok,
  });
  return { program, certificate, seal: (secret) => kubeseal(join(folder, 'kubeseal'), certificate, secret) };
}

/** The files of a pod's account. @returns their folder */
async function writeAccount({ api, authority, workspace }: Cluster): Promise<string> {
  const folder = workspace.sub('sealed-secrets-account');
  const path = `/api/v1/namespaces/${place.namespace}/serviceaccounts/${place.name}/token`;
  const wanted = {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: 3600 * 24 },
  };
  const { body } = await api.send<{ readonly status: { readonly token: string } }>({
    method: 'POST',
    path,
    body: wanted,
  });
  writeFileSync(join(folder, 'token'), body.status.token, { mode: 0o600 });
  writeFileSync(join(folder, 'namespace'), place.namespace);
  copyFileSync(authority.certificate, join(folder, 'ca.crt'));
  return folder;
}

async function kubeseal(command: string, certificate: string, secret: KubeObject): Promise<KubeObject> {
  const child = spawn(command, ['--cert', certificate, '--format', 'json'], { stdio: 'pipe' });
  child.stdin.end(JSON.stringify(secret));
  const [sealed, complaint] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (sealed === '') throw new Error(`kubeseal: ${complaint.trim()}`);
  return JSON.parse(sealed) as KubeObject;
}
