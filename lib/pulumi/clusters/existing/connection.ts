import { request as plain } from 'node:http';
import { request as encrypted, type RequestOptions } from 'node:https';
import { json } from 'node:stream/consumers';
import { KubeConfig } from '@kubernetes/client-node/dist/config.js';

/** How long a cluster may take to answer before it counts as unreachable. */
const patienceMilliseconds = 10_000;

/** What an API server said. */
export interface Answer {
  /** HTTP status. */
  readonly status: number;
  /** Its JSON. */
  readonly body: unknown;
}

/** A cluster that can be asked, as its kubeconfig says. */
export interface Connection {
  /** Address of the API server. */
  readonly server: string;
  /**
   * Reads one object or list by its path: `/api/v1/namespaces/kube-system`.
   * @throws what the network says, if there is no answer
   */
  get(path: string): Promise<Answer>;
}

/**
 * A connection by a kubeconfig.
 * @throws Error if its current context leads to no cluster
 */
export function connect(kubeconfig: string): Connection {
  const config = new KubeConfig();
  config.loadFromString(kubeconfig);
  const server = config.getCurrentCluster()?.server;
  if (server === undefined) throw new Error(`no cluster behind the context "${config.getCurrentContext()}"`);
  return {
    server,
    get: async (path) => {
      const options: RequestOptions = { method: 'GET', timeout: patienceMilliseconds };
      await config.applyToHTTPSOptions(options);
      return ask(new URL(path, `${server.replace(/\/$/, '')}/`), options);
    },
  };
}

function ask(url: URL, options: RequestOptions): Promise<Answer> {
  return new Promise((done, failed) => {
    const request = (url.protocol === 'http:' ? plain : encrypted)(url, options, (response) => {
      json(response).then((body) => done({ status: response.statusCode ?? 0, body }), failed);
    });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${patienceMilliseconds / 1000} s`)));
    request.on('error', failed);
    request.end();
  });
}
