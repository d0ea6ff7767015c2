import { connect, createServer, type Server } from 'node:net';
import { Message } from '../../../tools/build/message.ts';

/** As many different free ports of 127.0.0.1 as are asked for. @throws Message if the machine has none left */
export async function freePorts(count: number): Promise<readonly number[]> {
  // All are held before the first is let go, so no number comes twice.
  const answers = await Promise.allSettled(Array.from({ length: count }, listen));
  const servers = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  const ports = servers.map((server) => (server.address() as { readonly port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return ports;
}

function listen(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      reject(
        new Message(`No free port on 127.0.0.1 (${error.message}). End programs that hold many, then run it again.`),
      );
    });
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

/** Where to look, and what counts. */
interface AnswerProps {
  /** @default '127.0.0.1' */
  readonly host?: string;
  /**
   * `data` waits for a greeting.
   * @default 'connect'
   */
  readonly until?: 'connect' | 'data';
}

/** Whether somebody listens on a port, and says so within a second. */
export function answers(port: number, { host = '127.0.0.1', until = 'connect' }: AnswerProps = {}): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket
      .once(until, () => end(true))
      .once('error', () => end(false))
      .once('timeout', () => end(false));
  });
}
