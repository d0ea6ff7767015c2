import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as it was posted. */
export interface Post {
  readonly authorization: string;
  readonly body: string;
}

/** Somebody to whom things are posted. */
export interface Listener {
  readonly url: string;
  /** What was posted, oldest first. */
  readonly posts: readonly Post[];
  readonly stop: () => Promise<void>;
}

/** Starts a listener on a port of its own; `answer` is what it says to every post. */
export async function startListener(answer: string): Promise<Listener> {
  const posts: Post[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      posts.push({ authorization: request.headers.authorization ?? '', body });
      response.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posts,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
