import { Agent, request } from 'node:https';
import { load } from 'js-yaml';
import type { KubeObject } from '../../../lib/render/tree.ts';

/** What came back from an API server. */
export interface ApiAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests read many kinds, and a typo shows as a failed assertion
  readonly body: any;
}

/** Calls with the credentials of a kubeconfig. */
export interface Api {
  readonly call: (method: string, path: string, body?: unknown, type?: string) => Promise<ApiAnswer>;
  readonly apply: (path: string, object: KubeObject) => Promise<ApiAnswer>;
}

interface Kubeconfig {
  readonly clusters: readonly {
    readonly cluster: { readonly server: string; readonly 'certificate-authority-data': string };
  }[];
  readonly users: readonly {
    readonly user: { readonly 'client-certificate-data': string; readonly 'client-key-data': string };
  }[];
}

/**
 * The API server that a kubeconfig leads to; another server of the same cluster if `address` names one.
 * @param kubeconfig its text
 * @param patienceMs how long a call may take
 */
export function apiOf(kubeconfig: string, address?: string, patienceMs = 60_000): Api {
  const config = load(kubeconfig) as Kubeconfig;
  const { server, 'certificate-authority-data': ca } = config.clusters[0]!.cluster;
  const { 'client-certificate-data': cert, 'client-key-data': key } = config.users[0]!.user;
  const text = (data: string) => Buffer.from(data, 'base64');
  const agent = new Agent({ keepAlive: true, ca: text(ca), cert: text(cert), key: text(key) });
  const base = address === undefined ? server : `https://${address}:6443`;
  const call = (method: string, path: string, body?: unknown, type = 'application/json') =>
    new Promise<ApiAnswer>((resolve, reject) => {
      const outgoing = request(
        new URL(path, base),
        { method, agent, headers: { 'content-type': type }, timeout: patienceMs },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            const answer = Buffer.concat(chunks).toString();
            const isJson = incoming.headers['content-type']?.startsWith('application/json');
            resolve({ status: incoming.statusCode ?? 0, body: isJson ? JSON.parse(answer) : answer });
          });
        },
      );
      outgoing.on('timeout', () => outgoing.destroy(new Error('no answer')));
      outgoing.on('error', reject);
      outgoing.end(body === undefined ? undefined : JSON.stringify(body));
    });
  return {
    call,
    apply: (path, object) =>
      call('PATCH', `${path}?fieldManager=e2e&force=true`, object, 'application/apply-patch+yaml'),
  };
}
