import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A certificate authority of one run, and what it signs. Paths of PEM files. */
export interface Authority {
  readonly certificate: string;
  /** A server's certificate for 127.0.0.1, localhost and the API server's names inside a cluster. */
  readonly server: (name: string) => Promise<KeyPair>;
  /** A client's certificate: the API server reads its user and its groups from it. */
  readonly client: (name: string, user: string, groups?: readonly string[]) => Promise<KeyPair>;
}

/** Paths of a certificate and its key. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

const names = ['localhost', 'kubernetes', 'kubernetes.default', 'kubernetes.default.svc'].map((name) => `DNS:${name}`);
const addresses = ['127.0.0.1', '10.96.0.1'].map((address) => `IP:${address}`);

/** Makes a certificate authority in `folder`, good for two days. */
export async function createAuthority(folder: string): Promise<Authority> {
  const own = pair(folder, 'ca');
  await request(own, '/CN=unifyops-e2e', ['-x509', '-days', '2']);
  const issue = async (name: string, subject: string, extensions: string): Promise<KeyPair> => {
    const { certificate, key } = pair(folder, name);
    const wanted = join(folder, `${name}.csr`);
    const file = join(folder, `${name}.ext`);
    await writeFile(file, extensions);
    await request({ certificate: wanted, key }, subject, []);
    const signer = ['-CA', own.certificate, '-CAkey', own.key, '-days', '2', '-extfile', file];
    await run('openssl', ['x509', '-req', '-in', wanted, '-out', certificate, ...signer]);
    return { certificate, key };
  };
  return {
    certificate: own.certificate,
    server: (name) =>
      issue(name, `/CN=${name}`, `extendedKeyUsage=serverAuth\nsubjectAltName=${[...names, ...addresses].join(',')}\n`),
    client: (name, user, groups = []) =>
      issue(name, `${groups.map((group) => `/O=${group}`).join('')}/CN=${user}`, 'extendedKeyUsage=clientAuth\n'),
  };
}

/** An RSA key for service account tokens; the path of its private half, which the API server reads both halves from. */
export async function createTokenKey(folder: string): Promise<string> {
  const path = join(folder, 'service-accounts.key');
  await run('openssl', ['genrsa', '-traditional', '-out', path, '2048']);
  return path;
}

function pair(folder: string, name: string): KeyPair {
  return { certificate: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) };
}

async function request({ certificate, key }: KeyPair, subject: string, more: readonly string[]): Promise<void> {
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key];
  await run('openssl', ['req', ...newKey, '-subj', subject, '-out', certificate, ...more]);
}
