import { randomBytes } from 'node:crypto';
import { type Patience, type Remote, RemoteError, retrying } from '../../ssh/index.ts';
import { script } from '../script.ts';

/** What a cluster's nodes and people get in with. */
export interface ClusterSecrets {
  /** Servers join with it. */
  readonly token: string;
  /** Agents join with it, and can't become servers with it. */
  readonly agentToken: string;
  /** An administrator's kubeconfig, with the server's own address in it. */
  readonly kubeconfig: string;
}

/** Tokens of a cluster that is not there yet. */
export function newTokens(): Pick<ClusterSecrets, 'token' | 'agentToken'> {
  const made = () => randomBytes(24).toString('hex');
  return { token: made(), agentToken: made() };
}

/**
 * Reads the secrets from a server that runs.
 * @throws RemoteError if it doesn't
 */
export async function readSecrets(server: Remote, patience: Patience): Promise<ClusterSecrets> {
  return retrying(async () => {
    const { code, stdout, stderr } = await server.run({ script: script('tokens'), timeoutSeconds: 30 });
    if (code !== 0) throw new RemoteError(server.name, 'dropped', `its secrets could not be read: ${stderr.trim()}`);
    const entries = stdout.split('\n').map((line): [string, string] => {
      const at = line.indexOf('=');
      return [line.slice(0, at), line.slice(at + 1)];
    });
    const { token = '', agentToken = '', kubeconfig = '' } = Object.fromEntries(entries);
    return { token, agentToken, kubeconfig: Buffer.from(kubeconfig, 'base64').toString() };
  }, patience);
}

/** A kubeconfig that leads to `endpoint` instead of the server itself. */
export function kubeconfigFor(kubeconfig: string, endpoint: string): string {
  return kubeconfig.replace(/server: https:\/\/[^:\n]+:6443/, `server: https://${endpoint}:6443`);
}
