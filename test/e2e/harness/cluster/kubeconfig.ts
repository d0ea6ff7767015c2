import { readFileSync, writeFileSync } from 'node:fs';
import type { KeyPair } from '../certificates.ts';

/** Who calls: by certificate or by token. */
export type Credential = KeyPair | { readonly token: string };

/** Writes a kubeconfig with everything in one file, and returns its path. */
export function writeKubeconfig(path: string, port: number, authority: string, credential: Credential): string {
  const user =
    'token' in credential
      ? { token: credential.token }
      : { 'client-certificate-data': base64(credential.certificate), 'client-key-data': base64(credential.key) };
  const name = 'unifyops-e2e';
  const cluster = { server: `https://127.0.0.1:${port}`, 'certificate-authority-data': base64(authority) };
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster }],
    users: [{ name, user }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  };
  // JSON is YAML.
  writeFileSync(path, JSON.stringify(config, undefined, 2), { mode: 0o600 });
  return path;
}

function base64(path: string): string {
  return readFileSync(path).toString('base64');
}
