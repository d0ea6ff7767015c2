import { createHmac } from 'node:crypto';
import type { Push } from '../git/infra-repo.ts';
import { webhookSecret } from './settings.ts';

/** Tells a webhook's port what a push changed, as GitHub does. @throws Error if it doesn't take it */
export async function sendWebhook(port: number, repository: string, { before, after, changed }: Push): Promise<void> {
  const body = JSON.stringify({
    ref: 'refs/heads/main',
    before,
    after,
    repository: { html_url: repository.replace(/\.git$/, ''), default_branch: 'main' },
    commits: [{ id: after, added: [], modified: changed, removed: [] }],
  });
  const signature = createHmac('sha256', webhookSecret).update(body).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'x-github-event': 'push',
    'x-hub-signature-256': `sha256=${signature}`,
  };
  const answer = await fetch(`http://127.0.0.1:${port}/api/webhook`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`The webhook on port ${port} answered ${answer.status}: ${await answer.text()}`);
}
