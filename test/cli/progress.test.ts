import { expect, test } from '@jest/globals';
import { progressOn } from '../../lib/cli/progress.ts';

function written(isTTY: boolean): string {
  const parts: string[] = [];
  const stream = { isTTY, write: (text: string) => parts.push(text) } as unknown as NodeJS.WriteStream;
  const progress = progressOn(stream);
  progress.step('rendering');
  progress.step('checking 12 objects');
  progress.end();
  return parts.join('');
}

test('progress is one line of a terminal, gone at the end', () => {
  expect(written(true)).toBe('\r\u001b[2Krendering …\r\u001b[2Kchecking 12 objects …\r\u001b[2K');
});

test('progress never reaches a log', () => {
  expect(written(false)).toBe('');
});
