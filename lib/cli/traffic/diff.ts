import { type DiffFormat, diff, formatDiff } from '../../checks/traffic/index.ts';
import { exitCode } from '../exit-code.ts';
import { answering, connectionsOf } from './answer.ts';

/** How to tell a difference and what to make of it. */
export interface DiffOptions {
  readonly format: DiffFormat;
  /** Set if anything that is opened is to fail the command. */
  readonly failOn?: 'added';
}

/** Says what traffic differs. Returns the exit code. */
export function runTrafficDiff(before: string, after: string, { format, failOn }: DiffOptions): number {
  return answering(() => {
    const difference = diff(connectionsOf([before]), connectionsOf([after]));
    process.stdout.write(formatDiff(difference, format));
    const wider = difference.changed.some(({ old, new: next }) => !next.minus(old).isEmpty);
    const opened = difference.added.length > 0 || difference.widened.length > 0 || wider;
    return failOn === 'added' && opened ? exitCode.faults : exitCode.ok;
  });
}
