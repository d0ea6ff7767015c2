import { type Direction, explainedLines, formatList, type ListFormat } from '../../checks/traffic/index.ts';
import { exitCode } from '../exit-code.ts';
import { answering, connectionsOf } from './answer.ts';

/** What to list and how. */
export interface ListOptions {
  readonly format: ListFormat;
  readonly explain: boolean;
  readonly direction: Direction;
}

/** Lists the connections of folders. Returns the exit code. */
export function runList(dirs: readonly string[], { format, explain, direction }: ListOptions): number {
  return answering(() => {
    const connections = connectionsOf(dirs, { direction });
    process.stdout.write(formatList(explain ? explainedLines(connections) : connections.list(), format));
    return exitCode.ok;
  });
}
