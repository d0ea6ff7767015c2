import ssh2, { type Client, type ConnectConfig, type ServerHostKeyAlgorithm } from 'ssh2';
import { pinnedKey } from './host-key.ts';
import { RemoteError, type RemoteProblem } from './remote.ts';
import type { Target } from './target.ts';

const readyTimeoutMs = 10_000;
/** Three unanswered questions, five seconds apart, and a host that lost its power counts as gone. */
const keepalive = { keepaliveInterval: 5000, keepaliveCountMax: 3 };

/**
 * Connects to a host, through its jump host if it has one.
 * @throws RemoteError that says whether it could not be reached, is another host than the pinned one, or refused the login
 */
export async function connect(target: Target): Promise<Client> {
  const jump = target.jump && (await connect(target.jump));
  const sock = jump && (await forward(jump, target));
  try {
    const client = await open(target, sock ? { sock } : { host: target.address, port: target.port });
    if (jump) client.once('close', () => jump.end());
    return client;
  } catch (error) {
    jump?.end();
    throw error;
  }
}

function open(target: Target, route: Pick<ConnectConfig, 'sock' | 'host' | 'port'>): Promise<Client> {
  const { algorithms, matches } = pinnedKey(target.hostKey);
  return new Promise((resolve, reject) => {
    const client = new ssh2.Client();
    let isKnown = true;
    client.once('ready', () => {
      client.removeAllListeners('error');
      client.on('error', () => undefined); // what it interrupts says so itself
      resolve(client);
    });
    // not once: a connection that is reset before the greeting says so twice, and an error that nobody hears ends the program
    client.on('error', (error) => {
      client.end();
      reject(problemOf(target, error, isKnown));
    });
    client.connect({
      ...route,
      ...keepalive,
      ...target.login,
      username: target.user,
      readyTimeout: readyTimeoutMs,
      algorithms: { serverHostKey: [...algorithms] as ServerHostKeyAlgorithm[] },
      hostVerifier: (key: Buffer) => {
        isKnown = matches(key);
        return isKnown;
      },
    });
  });
}

function forward(jump: Client, { address, port, name }: Target): Promise<NonNullable<ConnectConfig['sock']>> {
  return new Promise((resolve, reject) => {
    jump.forwardOut('127.0.0.1', 0, address, port, (error, stream) => {
      if (!error) return resolve(stream);
      jump.end();
      reject(new RemoteError(name, 'unreachable', `the jump host can't reach ${address}:${port} (${error.message})`));
    });
  });
}

function problemOf(
  { name, address, port, user }: Target,
  error: Error & { level?: string },
  isKnown: boolean,
): RemoteError {
  const place = `${address}:${port}`;
  const otherType = /no matching host key|handshake failed.*host key/i.test(error.message);
  const told: readonly [RemoteProblem, string] =
    !isKnown || otherType
      ? [
          'host-key',
          `${place} shows another host key than the pinned one; if the host was reinstalled, pin its new key`,
        ]
      : error.level === 'client-authentication'
        ? ['login', `${place} refuses the login of ${user}`]
        : ['unreachable', `${place} can't be reached (${error.message})`];
  return new RemoteError(name, ...told);
}
