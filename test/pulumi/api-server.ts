import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dump } from 'js-yaml';

/** The least of an API server: it says who it is, and which Secrets it has. */
export interface ApiServer {
  readonly clusterId: string;
  /** Reaches it without credentials. */
  readonly kubeconfig: string;
  /** Requests so far, `GET /api/v1/…`. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/**
 * Starts one on a free port of loopback.
 * @param secrets names that it has, in any namespace
 */
export async function startApiServer(secrets: readonly string[] | 'all' = 'all'): Promise<ApiServer> {
  const clusterId = '11111111-2222-4333-8444-555555555555';
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const secret = /\/secrets\/([^/]+)$/.exec(request.url ?? '')?.[1];
    const there = secret === undefined || secrets === 'all' || secrets.includes(secret);
    response.writeHead(there ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(there ? { metadata: { uid: clusterId } } : { kind: 'Status', message: 'not found' }));
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { clusterId, requests, kubeconfig: kubeconfigOf(`http://127.0.0.1:${port}`), close: () => closed(server) };
}

/** A kubeconfig with one context, `here`. */
export function kubeconfigOf(server: string): string {
  return dump({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'here', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'nobody', user: {} }],
    contexts: [{ name: 'here', context: { cluster: 'here', user: 'nobody' } }],
    'current-context': 'here',
  });
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => void server.close(() => done()));
}
