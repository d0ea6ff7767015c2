import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finding, ok } from './finding.ts';

const subject = 'Node';

/**
 * Whether this process runs on the Node that the project pins. Another patch of the same major version may differ in
 * what it strips from TypeScript; another major version isn't tested.
 * @param running version without `v`
 */
export async function nodeFinding(root: string, running = process.versions.node): Promise<Finding> {
  const pinned = (await readFile(join(root, '.nvmrc'), 'utf8')).trim();
  if (running === pinned) return ok(subject, running);
  const sameMajor = running.split('.')[0] === pinned.split('.')[0];
  return {
    subject,
    state: sameMajor ? 'warn' : 'fail',
    found: `${running} instead of the pinned ${pinned}`,
    repair: 'Run it by npx or npm, which take the Node that npm ci installed.',
  };
}
