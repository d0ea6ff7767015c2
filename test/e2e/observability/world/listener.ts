import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Somebody to whom JSON is posted. */
export interface Listener {
  readonly url: string;
  /** What was posted, oldest first. */
  readonly bodies: readonly unknown[];
  readonly stop: () => Promise<void>;
}

/** Starts a listener on a port of its own; `answer` is what it says to every post. */
export async function startListener(answer: string): Promise<Listener> {
  const bodies: unknown[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      bodies.push(JSON.parse(body));
      response.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodies,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
