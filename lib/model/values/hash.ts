import { createHash } from 'node:crypto';

/** Eight hexadecimal digits that change with the content: enough to tell the versions of one object apart. */
export function contentHash(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 8);
}
