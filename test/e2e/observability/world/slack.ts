import { startListener } from './listener.ts';

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
  /** Every message so far, oldest first. */
  readonly messages: () => readonly SlackMessage[];
  readonly stop: () => Promise<void>;
}

interface Told {
  readonly channel: string;
  readonly attachments: readonly SlackMessage[];
}

/** Starts the stand-in on a port of its own. */
export async function startSlack(): Promise<Slack> {
  const { url, posts, stop } = await startListener('ok');
  const messages = () =>
    posts.flatMap(({ body }) => {
      const { channel, attachments } = JSON.parse(body) as Told;
      return attachments.map((one) => ({ ...one, channel }));
    });
  return { url: `${url}/`, messages, stop };
}
