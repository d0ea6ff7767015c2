import { existsSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { ConnectionProps } from '../../../harness/api/connection.ts';

interface Kubeconfig {
  readonly 'current-context'?: string;
  readonly contexts?: readonly Named<'context', { readonly cluster: string; readonly user: string }>[];
  readonly clusters?: readonly Named<'cluster', { readonly server: string; readonly [key: string]: string }>[];
  readonly users?: readonly Named<'user', { readonly token?: string }>[];
}

type Named<Key extends string, Content> = { readonly name: string } & { readonly [key in Key]: Content };

/**
 * Where a kubeconfig leads: its text or the path of its file. The stand-in calls API servers on this machine with a token only.
 * @throws Error that says what it lacks
 */
export function readKubeconfig(textOrPath: string, wantedContext?: string): ConnectionProps {
  const text = existsSync(textOrPath) ? readFileSync(textOrPath, 'utf8') : textOrPath;
  const config = load(text) as Kubeconfig;
  const name = wantedContext ?? config['current-context'];
  const { context } = named(config.contexts, name, 'context');
  const { cluster } = named(config.clusters, context.cluster, 'cluster');
  const { user } = named(config.users, context.user, 'user');
  const { hostname, port } = new URL(cluster.server);
  const authority = cluster['certificate-authority-data'];
  if (hostname !== '127.0.0.1')
    throw new Error(`The stand-in calls 127.0.0.1 only, and the kubeconfig says ${hostname}.`);
  if (authority === undefined)
    throw new Error(`The kubeconfig has no certificate-authority-data for ${context.cluster}.`);
  if (user.token === undefined) throw new Error(`The kubeconfig has no token for ${context.user}.`);
  return { port: Number(port), authority: Buffer.from(authority, 'base64'), token: user.token };
}

function named<T extends { readonly name: string }>(list: readonly T[] | undefined, name: unknown, what: string): T {
  const found = list?.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`The kubeconfig has no ${what} ${String(name)}.`);
  return found;
}
