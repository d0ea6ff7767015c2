import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as Slack gets it. */
export interface SlackMessage {
  readonly channel: string;
  readonly title: string;
  readonly title_link: string;
  readonly text: string;
  readonly color: string;
}

/** Stands in for Slack: takes what Alertmanager posts. */
export interface Slack {
  readonly url: string;
  readonly messages: readonly SlackMessage[];
  readonly stop: () => Promise<void>;
}

/** Starts the stand-in on a port of its own. */
export async function startSlack(): Promise<Slack> {
  const messages: SlackMessage[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const { channel, attachments } = JSON.parse(body) as { channel: string; attachments: readonly SlackMessage[] };
      messages.push(...attachments.map((attachment) => ({ ...attachment, channel })));
      response.end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    messages,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
